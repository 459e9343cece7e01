"""The vector extension is only loaded where the processor can run it: elsewhere it would end the whole server."""

import pytest

from vliegwiel.machinery import processor


@pytest.mark.parametrize(
    ("machine", "flags", "answer"),
    [
        ("x86_64", {"avx2", "fma", "f16c", "sse2"}, True),
        ("x86_64", {"avx", "fma", "f16c"}, False),
        ("x86_64", set(), False),
        ("aarch64", {"sve"}, True),
        ("aarch64", {"asimd"}, False),
        ("riscv64", {"avx2", "fma", "f16c"}, False),
    ],
)
def test_vector_runs_only_with_the_instructions_it_was_built_with(machine, flags, answer):
    assert processor.runs_vector(flags, machine) is answer


def test_only_flags_that_all_processors_share_count(tmp_path):
    told = tmp_path / "cpuinfo"
    told.write_text("flags\t\t: fma avx2\nmodel name : x\nflags\t\t: fma\n")
    assert processor.flags(told) == {"fma"}
    assert processor.flags(tmp_path / "absent") == set()
