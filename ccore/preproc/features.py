"""What __has_attribute and __has_builtin answer: what GCC 12 has and ccore knows."""

from __future__ import annotations

from typing import Final

_STANDARD: Final = {"fallthrough": 201904, "deprecated": 201904, "maybe_unused": 201904, "nodiscard": 202003}

_ATTRIBUTES: Final = frozenset(
    """access alias aligned alloc_align alloc_size always_inline artificial assume_aligned cdecl cleanup cold common
    const constructor copy designated_init destructor error externally_visible fastcall fentry_name fentry_section
    flatten force_align_arg_pointer format format_arg function_return gnu_inline gcc_struct hot ifunc
    indirect_branch indirect_return interrupt leaf malloc may_alias mode ms_abi ms_struct naked no_address_safety_analysis
    no_caller_saved_registers no_icf no_instrument_function no_profile_instrument_function no_reorder no_sanitize
    no_sanitize_address no_sanitize_coverage no_sanitize_thread no_sanitize_undefined no_split_stack
    no_stack_limit no_stack_protector nocf_check noclone nocommon noinit noinline noipa nonnull nonstring noplt
    noreturn nothrow optimize packed patchable_function_entry persistent pure regparm returns_nonnull
    returns_twice scalar_storage_order section sentinel simd stack_protect stdcall symver sysv_abi target
    target_clones tls_model transaction_callable transparent_union unavailable uninitialized unused used
    vector_size visibility warn_if_not_aligned warn_unused_result warning weak weakref zero_call_used_regs
    btf_decl_tag_never""".split()
) - {"btf_decl_tag_never"}

_BUILTINS: Final = frozenset(
    """alloca alloca_with_align abort abs labs llabs assume_aligned bswap16 bswap32 bswap64 bswap128 call_with_static_chain
    choose_expr classify_type clear_padding clz clzl clzll clrsb clrsbl clrsbll constant_p copysign copysignf copysignl
    ctz ctzl ctzll dynamic_object_size expect expect_with_probability extend_pointer extract_return_addr
    fabs fabsf fabsl ffs ffsl ffsll fprintf frame_address frob_return_addr has_attribute huge_val huge_valf huge_vall
    inf inff infl isfinite isgreater isgreaterequal isinf isinf_sign isless islessequal islessgreater isnan
    isnormal isunordered fpclassify signbit signbitf signbitl longjmp setjmp memchr memcmp memcpy memmove mempcpy memset
    nan nanf nanl nans object_size offsetof parity parityl parityll popcount popcountl popcountll prefetch printf
    puts putchar return_address snprintf sprintf speculation_safe_value stpcpy stpncpy strcat strchr strcmp strcpy
    strcspn strdup strlen strncat strncmp strncpy strndup strnlen strpbrk strrchr strspn strstr strcasecmp strncasecmp
    sqrt sqrtf sqrtl shuffle shufflevector convertvector thread_pointer trap types_compatible_p unreachable
    va_arg va_arg_pack va_arg_pack_len va_copy va_end va_start vfprintf vprintf vsnprintf vsprintf
    add_overflow sub_overflow mul_overflow add_overflow_p sub_overflow_p mul_overflow_p
    sadd_overflow saddl_overflow saddll_overflow uadd_overflow uaddl_overflow uaddll_overflow
    ssub_overflow ssubl_overflow ssubll_overflow usub_overflow usubl_overflow usubll_overflow
    smul_overflow smull_overflow smulll_overflow umul_overflow umull_overflow umulll_overflow
    isdigit isascii toascii ia32_pause cpu_init cpu_is cpu_supports complex bcmp bcopy bzero calloc malloc free realloc exit
    __memcpy_chk __memmove_chk __memset_chk __strcpy_chk __strncpy_chk __strcat_chk __strncat_chk __sprintf_chk
    __snprintf_chk __vsnprintf_chk __vsprintf_chk __stpcpy_chk __mempcpy_chk ceil floor round trunc rint""".split()
)

_ATOMICS: Final = frozenset(
    [f"__atomic_{n}" for n in (
        "load", "load_n", "store", "store_n", "exchange", "exchange_n", "compare_exchange", "compare_exchange_n",
        "test_and_set", "clear", "thread_fence", "signal_fence", "always_lock_free", "is_lock_free",
    )]
    + [f"__atomic_{a}" for o in ("add", "sub", "and", "or", "xor", "nand") for a in (f"fetch_{o}", f"{o}_fetch")]
    + [f"__sync_{a}" for o in ("add", "sub", "and", "or", "xor", "nand") for a in (f"fetch_and_{o}", f"{o}_and_fetch")]
    + [f"__sync_{n}" for n in (
        "bool_compare_and_swap", "val_compare_and_swap", "synchronize", "lock_test_and_set", "lock_release",
    )]
)  # fmt: skip


def _plain(name: str) -> str:
    return name[2:-2] if len(name) > 4 and name.startswith("__") and name.endswith("__") else name


def has_attribute(name: str) -> int:
    """What ``__has_attribute (name)`` gives."""
    name = _plain(name)
    return _STANDARD.get(name, int(name in _ATTRIBUTES))


def has_c_attribute(scope: str, name: str) -> int:
    """What ``__has_c_attribute (scope::name)`` gives; ``scope`` is "" for a standard attribute."""
    name = _plain(name)
    if scope:
        return int(_plain(scope) == "gnu" and (name in _ATTRIBUTES or name in ("deprecated", "fallthrough")))
    return _STANDARD.get(name, 0)


def has_builtin(name: str) -> int:
    """What ``__has_builtin (name)`` gives."""
    if name.startswith("__builtin_"):
        return int(name[10:] in _BUILTINS)
    return int(name in _ATOMICS or name in ("__builtin_va_list",))
