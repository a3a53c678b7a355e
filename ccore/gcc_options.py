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
    -Qn -Qy -faggressive-loop-optimizations -fasm -fconserve-stack -fcrossjumping -fdebug-types-section
    -fdelete-dead-exceptions -fdwarf2-cfi-asm -feliminate-unused-debug-types
    -fexcess-precision=fast -fexcess-precision=standard -ffat-lto-objects -ffinite-loops -fgcse -fident
    -finline-functions -finline-functions-called-once -finline-small-functions -fipa-pta -fivopts -flifetime-dse=1
    -fno-aggressive-loop-optimizations -fno-align-functions -fno-align-jumps -fno-align-labels -fno-align-loops
    -fno-allow-store-data-races -fno-associative-math -fno-branch-count-reg -fno-branch-probabilities
    -fno-builtin-fns -fno-caller-saves -fno-code-hoisting -fno-crossjumping -fno-cse-follow-jumps
    -fno-cx-limited-range -fno-dce -fno-debug-types-section -fno-defer-pop -fno-delete-dead-exceptions
    -fno-diagnostics-show-labels
    -fno-dse -fno-dwarf2-cfi-asm -fno-early-inlining
    -fno-eliminate-unused-debug-symbols -fno-eliminate-unused-debug-types -fno-exceptions
    -fno-expensive-optimizations -fno-fat-lto-objects -fno-finite-loops -fno-finite-math-only -fno-float-store
    -fno-forward-propagate -fno-function-cse -fno-gcse -fno-gcse-lm -fno-gnu-tm -fno-guess-branch-probability
    -fno-hoist-adjacent-loads -fno-ident -fno-inline-functions-called-once -fno-inline-small-functions
    -fno-ipa-bit-cp -fno-ipa-cp-clone -fno-ipa-icf -fno-ipa-pta -fno-ipa-ra -fno-ipa-sra
    -fno-ipa-vrp -fno-isolate-erroneous-paths-dereference -fno-ivopts -fno-keep-inline-functions
    -fno-leading-underscore -fno-lifetime-dse -fno-loop-interchange -fno-modulo-sched -fno-move-loop-invariants
    -fno-non-call-exceptions -fno-openacc -fno-openmp -fno-optimize-strlen -fno-pack-struct -fno-partial-inlining
    -fno-pch-preprocess -fno-peel-loops -fno-peephole -fno-peephole2 -fno-prefetch-loop-arrays
    -fno-printf-return-value -fno-profile-arcs -fno-profile-generate -fno-profile-use -fno-reciprocal-math
    -fno-record-gcc-switches -fno-regmove -fno-rename-registers -fno-reorder-blocks
    -fno-reorder-blocks-and-partition -fno-rounding-math -fno-rtti -fno-sanitize -fno-sanitize-recover
    -fno-sched-interblock -fno-schedule-insns -fno-schedule-insns2 -fno-section-anchors -fno-shrink-wrap
    -fno-signaling-nans -fno-single-precision-constant -fno-split-loops -fno-split-stack -fno-split-wide-types
    -fno-ssa-phiopt -fno-stack-check -fno-stack-limit -fno-stack-reuse -fno-store-merging -fno-strict-enums
    -fno-strict-volatile-bitfields -fno-test-coverage -fno-thread-jumps -fno-toplevel-reorder -fno-trapv
    -fno-tree-bit-ccp -fno-tree-ccp -fno-tree-ch -fno-tree-coalesce-vars -fno-tree-copy-prop -fno-tree-dce
    -fno-tree-dominator-opts -fno-tree-dse -fno-tree-forwprop -fno-tree-fre -fno-tree-loop-distribute-patterns
    -fno-tree-loop-im -fno-tree-loop-optimize -fno-tree-loop-vectorize -fno-tree-pre -fno-tree-scev-cprop
    -fno-tree-sink -fno-tree-slp-vectorize -fno-tree-sra -fno-tree-switch-conversion -fno-tree-ter
    -fno-tree-vectorize -fno-tree-vectorizer-verbose -fno-tree-vrp -fno-unit-at-a-time -fno-unroll-all-loops
    -fno-unroll-loops -fno-unsafe-math-optimizations -fno-unswitch-loops -fno-var-tracking
    -fno-var-tracking-assignments -fno-verbose-asm -fno-version-loops-for-strides -fno-web -fno-working-directory
    -fpch-deps -fpch-preprocess -fpeel-loops -fpeephole2 -fplt -frename-registers -fschedule-insns -fschedule-insns2
    -fsigned-zeros -fstack-reuse=none -fthread-jumps -ftoplevel-reorder -ftrapping-math -ftree-vectorize
    -funit-at-a-time -funroll-all-loops -funroll-loops -funswitch-loops -fvar-tracking-assignments -fverbose-asm
    -fweb -fworking-directory -m128bit-long-double -mabi=sysv -maccumulate-outgoing-args -malign-data=abi
    -malign-data=cacheline -malign-data=compat -masm=att -mfp-ret-in-387 -mfpmath=sse -mglibc -mhard-float -mieee-fp
    -mlong-double-80 -mno-3dnow -mno-3dnowa -mno-accumulate-outgoing-args -mno-align-stringops
    -mno-avx256-split-unaligned-load -mno-cld -mno-fancy-math-387 -mno-fma4 -mno-fp-ret-in-387 -mno-ieee-fp -mno-lwp
    -mno-mpx -mno-ms-bitfields -mno-omit-leaf-frame-pointer -mno-push-args -mno-recip -mno-sse4a -mno-tbm
    -mno-tls-direct-seg-refs -mno-vzeroupper -mno-xop -momit-leaf-frame-pointer -mpush-args -mskip-rax-setup
    -mtls-dialect=gnu -mtls-direct-seg-refs -mx86-used-note=no -no-canonical-prefixes -no-integrated-cpp -nostdlib++
    -pipe
    """.split()  # noqa: SIM905
)

SILENT_PREFIXES: Final = (
    "-fdiagnostics-", "-fno-diagnostics-", "-falign-loops", "-falign-jumps", "-falign-labels",
    "-ftrack-macro-expansion", "-frandom-seed", "-fno-ipa-", "-fno-tree-", "-ftree-", "-fipa-",
    "-finline-limit=", "-fvect-cost-model", "-mtune-ctrl", "-mbranch-cost=", "-mlarge-data-threshold=",
    "-mstringop-strategy=", "-mmemcpy-strategy=", "-mmemset-strategy=", "-fsched-", "-fno-sched-", "-fira-",
    "-fno-ira-", "-flto-", "-fno-selective", "-fselective", "-mprefer-vector-width=", "-mmove-max=", "-mstore-max=",
    "-femit-struct-debug", "-fno-var-tracking", "-fmodulo", "-floop-", "-fno-loop-", "-fsimd-cost-model",
    "-fexcess-precision=", "-fstack-reuse=", "-flifetime-dse", "-fno-compare-debug", "-fabi-version", "-fno-profile-",
    "-fno-sanitize-", "-fno-dump-",
)  # fmt: skip

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
    8bit-idiv avx256-split-unaligned-load avx256-split-unaligned-store cld ms-bitfields rtd stackrealign sse2avx
    vzeroupper tls-direct-seg-refs push-args fancy-math-387 ieee-fp fp-ret-in-387 align-stringops
    accumulate-outgoing-args inline-all-stringops inline-stringops-dynamically call-ms2sysv-xlogues manual-endbr
    cet-switch force-drap force-indirect-call fused-madd instrument-return mitigate-rop relax-cmpxchg-loop
    stack-arg-probe vect8-ret-in-mem avx128 android direct-extern-access sseregparm
    """.split()  # noqa: SIM905
)
"""What ccore never does: -mno-NAME changes nothing."""
