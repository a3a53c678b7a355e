"""Names of GCC 12's options, as data: what is accepted in silence, its warnings, its processors.

The lists are facts about GCC (its manual, chapter 3; ``gcc -Q --help=warnings``).  In silence is accepted what only
tunes GCC's own machinery (-fno-ivopts), asks for what ccore does anyway (-fno-exceptions), or changes messages alone.
What changes code and is not implemented must not be here: ``ccore.arguments`` warns of it.
"""

from __future__ import annotations

from typing import Final

from ccore.target.x86_features import LLVM_FEATURES

SILENT: Final = frozenset(
    """
    -Qn -Qy -fchecking -ffloat-store -free -fsched2-use-superblocks -fuse-linker-plugin -fwhole-program
    -minline-all-stringops -minline-stringops-dynamically -fconserve-stack -fdebug-types-section -fdwarf2-cfi-asm
    -feliminate-unused-debug-types
    -fexcess-precision=fast -fexcess-precision=standard -ffat-lto-objects -fident -fipa-pta -flifetime-dse=1
    -fno-align-functions -fno-align-jumps -fno-align-labels -fno-align-loops -fno-branch-probabilities
    -fno-builtin-fns -fno-debug-types-section -fno-diagnostics-show-labels -fno-dwarf2-cfi-asm
    -fno-eliminate-unused-debug-symbols -fno-eliminate-unused-debug-types -fno-exceptions -fno-fat-lto-objects
    -fno-float-store -fno-gnu-tm -fno-ident -fno-ipa-bit-cp -fno-ipa-cp-clone -fno-ipa-icf -fno-ipa-pta -fno-ipa-ra
    -fno-ipa-sra -fno-ipa-vrp -fno-keep-inline-functions -fno-lifetime-dse
    -fno-loop-interchange -fno-modulo-sched -fno-openacc -fno-openmp
    -fno-pch-preprocess -fno-profile-arcs -fno-profile-generate -fno-profile-use -fno-record-gcc-switches -fno-regmove
    -fno-rtti -fno-sanitize -fno-sanitize-recover -fno-sched-interblock -fno-split-stack -fno-stack-check
    -fno-stack-limit -fno-stack-reuse -fno-strict-enums -fno-strict-volatile-bitfields -fno-test-coverage
    -fno-tree-bit-ccp -fno-tree-ccp -fno-tree-ch -fno-tree-coalesce-vars -fno-tree-copy-prop -fno-tree-dce
    -fno-tree-dominator-opts -fno-tree-dse -fno-tree-forwprop -fno-tree-fre
    -fno-tree-loop-im -fno-tree-loop-optimize -fno-tree-loop-vectorize -fno-tree-pre -fno-tree-scev-cprop
    -fno-tree-sink -fno-tree-slp-vectorize -fno-tree-sra -fno-tree-switch-conversion -fno-tree-ter -fno-tree-vectorize
    -fno-tree-vectorizer-verbose -fno-tree-vrp -fno-var-tracking -fno-verbose-asm -fno-working-directory -fpch-deps
    -fpch-preprocess -fplt -fstack-reuse=none -ftree-vectorize -fverbose-asm -fworking-directory -m128bit-long-double
    -mabi=sysv -maccumulate-outgoing-args -malign-data=abi -malign-data=cacheline -malign-data=compat -masm=att
    -mfp-ret-in-387 -mfpmath=sse -mglibc -mhard-float -mieee-fp -mlong-double-80 -mno-3dnow -mno-3dnowa
    -mno-accumulate-outgoing-args -mno-align-stringops -mno-avx256-split-unaligned-load -mno-cld -mno-fancy-math-387
    -mno-fma4 -mno-fp-ret-in-387 -mno-ieee-fp -mno-lwp -mno-mpx -mno-omit-leaf-frame-pointer
    -mno-push-args -mno-recip -mno-sse4a -mno-tbm -mno-tls-direct-seg-refs -mno-vzeroupper -mno-xop
    -momit-leaf-frame-pointer -mpush-args -mskip-rax-setup -mtls-dialect=gnu -mtls-direct-seg-refs -mx86-used-note=no
    -no-canonical-prefixes -no-integrated-cpp -nostdlib++ -pipe
    """.split()  # noqa: SIM905
)

TUNING: Final = frozenset(
    """
    aggressive-loop-optimizations allocation-dce allow-store-data-races auto-inc-dec bit-tests bounds-check
    branch-count-reg caller-saves code-hoisting combine-stack-adjustments compare-elim cprop-registers crossjumping
    cse-follow-jumps dce defer-pop delayed-branch delete-dead-exceptions devirtualize devirtualize-speculatively dse
    early-inlining expensive-optimizations finite-loops forward-propagate function-cse gcse gcse-after-reload gcse-las
    gcse-lm gcse-sm graphite graphite-identity guess-branch-probability hoist-adjacent-loads if-conversion
    if-conversion2 indirect-inlining inline-functions inline-functions-called-once inline-small-functions
    isolate-erroneous-paths-attribute isolate-erroneous-paths-dereference ivopts keep-gc-roots-live
    keep-inline-dllexport limit-function-alignment live-range-shrinkage lra-remat move-loop-invariants
    move-loop-stores optimize-strlen partial-inlining peel-loops peephole peephole2 predictive-commoning
    prefetch-loop-arrays printf-return-value rename-registers reorder-blocks reorder-blocks-algorithm
    reorder-blocks-and-partition reorder-functions rerun-cse-after-loop reschedule-modulo-scheduled-loops
    schedule-fusion schedule-insns schedule-insns2 section-anchors shrink-wrap shrink-wrap-separate
    split-ivs-in-unroller split-loops split-paths split-wide-types split-wide-types-early ssa-backprop ssa-phiopt
    stdarg-opt store-merging thread-jumps toplevel-reorder tracer unconstrained-commons unit-at-a-time
    unswitch-loops var-tracking-assignments variable-expansion-in-unroller
    vect-cost-model version-loops-for-strides vpt web
    """.split()  # noqa: SIM905
)
"""What follows -f or -fno- in options that only tune GCC's own passes."""

SILENT_PREFIXES: Final = (
    "-fdump-tree-", "-fdump-rtl-", "-fdump-ipa-", "-fdisable-tree-", "-fdisable-rtl-", "-fdisable-ipa-",
    "-fenable-tree-", "-fenable-rtl-", "-fenable-ipa-",
    "-fdiagnostics-", "-fno-diagnostics-", "-falign-loops", "-falign-jumps", "-falign-labels",
    "-frandom-seed", "-fno-ipa-", "-fno-tree-", "-ftree-", "-fipa-",
    "-finline-limit=", "-fvect-cost-model", "-mtune-ctrl", "-mbranch-cost=", "-mlarge-data-threshold=",
    "-mstringop-strategy=", "-mmemcpy-strategy=", "-mmemset-strategy=", "-fsched-", "-fno-sched-", "-fira-",
    "-fno-ira-", "-flto-", "-fno-selective", "-fselective", "-mprefer-vector-width=", "-mmove-max=", "-mstore-max=",
    "-femit-struct-debug", "-fno-var-tracking", "-fmodulo", "-floop-", "-fno-loop-", "-fsimd-cost-model",
    "-freorder-blocks-algorithm=", "-fno-vect-cost-model", "-fsel-sched-", "-fno-sel-sched-",
    "-fdollars-in-identifiers",
    "-fexcess-precision=", "-fstack-reuse=", "-flifetime-dse", "-fno-compare-debug", "-fabi-version", "-fno-profile-",
    "-fno-sanitize-", "-fno-dump-",
)  # fmt: skip

SANITIZERS: Final = frozenset(
    """
    address kernel-address hwaddress kernel-hwaddress pointer-compare pointer-subtract thread leak shift shift-base
    shift-exponent integer-divide-by-zero undefined unreachable vla-bound return null signed-integer-overflow bool
    enum float-divide-by-zero float-cast-overflow bounds bounds-strict alignment nonnull-attribute
    returns-nonnull-attribute object-size vptr pointer-overflow builtin shadow-call-stack
    """.split()  # noqa: SIM905
)
"""The values of -fsanitize=."""

LONG_OPTIONS: Final = {
    "--all-warnings": "-Wall", "--ansi": "-ansi", "--assemble": "-S", "--comments": "-C",
    "--comments-in-macros": "-CC", "--compile": "-c", "--debug": "-g", "--define-macro": "-D", "--dependencies": "-M",
    "--entry": "-e", "--extra-warnings": "-Wextra", "--for-assembler": "-Xassembler", "--for-linker": "-Xlinker",
    "--force-link": "-u", "--imacros": "-imacros", "--include": "-include", "--include-directory": "-I",
    "--include-directory-after": "-idirafter", "--include-prefix": "-iprefix", "--include-with-prefix": "-iwithprefix",
    "--include-with-prefix-after": "-iwithprefix", "--include-with-prefix-before": "-iwithprefixbefore",
    "--language": "-x", "--library-directory": "-L", "--no-line-commands": "-P",
    "--no-standard-includes": "-nostdinc", "--no-standard-libraries": "-nostdlib", "--no-warnings": "-w",
    "--optimize": "-O", "--output": "-o", "--pedantic": "-pedantic", "--pedantic-errors": "-pedantic-errors",
    "--pie": "-pie", "--pipe": "-pipe", "--prefix": "-B", "--preprocess": "-E",
    "--print-missing-file-dependencies": "-MG", "--profile": "-p", "--save-temps": "-save-temps", "--shared": "-shared",
    "--specs": "-specs", "--static": "-static", "--symbolic": "-symbolic", "--trace-includes": "-H",
    "--traditional": "-traditional", "--traditional-cpp": "-traditional-cpp", "--trigraphs": "-trigraphs",
    "--undefine-macro": "-U", "--user-dependencies": "-MM", "--verbose": "-v", "--write-dependencies": "-MD",
    "--write-user-dependencies": "-MMD",
}  # fmt: skip
"""Long names of options, which GCC's driver still takes."""

LONG_OPTIONS_WITH_VALUE: Final = {
    "--debug": "-g", "--define-macro": "-D", "--dump": "-d", "--for-assembler": "-Wa,",
    "--for-linker": "-Wl,", "--imacros": "-imacros", "--include": "-include",
    "--include-directory": "-I", "--include-directory-after": "-idirafter", "--include-prefix": "-iprefix",
    "--language": "-x", "--library-directory": "-L", "--machine": "-m", "--optimize": "-O", "--output": "-o",
    "--prefix": "-B", "--save-temps": "-save-temps=", "--specs": "-specs=", "--undefine-macro": "-U",
}  # fmt: skip
"""Those that take a value after "=" (which some of the short ones want in the next word)."""

LLVM_PROCESSORS: Final = frozenset(
    """
    nocona core2 nehalem corei7 westmere sandybridge corei7-avx ivybridge core-avx-i haswell core-avx2 broadwell
    skylake skylake-avx512 cannonlake icelake-client rocketlake icelake-server cascadelake tigerlake cooperlake
    sapphirerapids alderlake bonnell atom silvermont slm goldmont goldmont-plus tremont x86-64 x86-64-v2
    x86-64-v3 x86-64-v4 k8 k8-sse3 opteron opteron-sse3 athlon64 athlon64-sse3 athlon-fx amdfam10 barcelona bdver1
    bdver2 bdver3 bdver4 znver1 znver2 znver3 btver1 btver2 native
    """.split()  # noqa: SIM905
)
"""The values of -march= that LLVM knows under the same name."""

FEATURES: Final = LLVM_FEATURES | {"80387": "x87", "sse4": "sse4.2"}
"""GCC's name of an x86 instruction set (-mNAME, -mno-NAME) to LLVM's."""

ABSENT_FEATURES: Final = frozenset(
    """
    3dnow 3dnowa abm avx5124fmaps avx5124vnniw avx512er avx512pf hle mpx mwait pcommit prefetchwt1 recip
    8bit-idiv avx256-split-unaligned-load avx256-split-unaligned-store cld rtd sse2avx
    vzeroupper tls-direct-seg-refs push-args fancy-math-387 ieee-fp fp-ret-in-387 align-stringops
    accumulate-outgoing-args inline-all-stringops inline-stringops-dynamically call-ms2sysv-xlogues manual-endbr
    cet-switch force-drap force-indirect-call fused-madd instrument-return mitigate-rop relax-cmpxchg-loop
    stack-arg-probe vect8-ret-in-mem avx128 android direct-extern-access sseregparm
    """.split()  # noqa: SIM905
)
"""What ccore never does: -mno-NAME changes nothing."""
