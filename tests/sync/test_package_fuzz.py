"""Whatever lies below a right signature, reading it ends well or with PackageRefused."""

import json
import os
from contextlib import suppress
from dataclasses import replace

import pytest
import zstandard
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.services.package_ports import LineKind, PackageRefused
from desktop.sync.container import head
from desktop.sync.manifest import manifest_bytes, read_manifest
from desktop.sync.strict_json import read
from tests.sync_packages import (
    BRANCH,
    OFFICE,
    ROOM,
    body_of,
    branch_keys,
    chain,
    counted,
    draft,
    draft_of,
    entry,
    frame_of,
    raw_of,
    sealed,
    signed,
)

quick = settings(
    max_examples=int(os.environ.get("QINGSHOU_FUZZ", "30")),
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
ODD = [b"\n", b'"', b"{", b"}", b"\\ud800", b"1e9", b"NaN", b"\0", b"[" * 99]
ENTRIES = chain(2)
FRAME = frame_of(raw_of(ENTRIES))
SOUND = counted(draft_of(ENTRIES), FRAME)
RAW = zstandard.decompress(FRAME)

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(st.characters(), max_size=5)
    | st.sampled_from(["ab" * 32, "e\u0301", "\ud800", "entry", "body"])
)
names = st.sampled_from(
    ["kind", "data", "texts", "body", "rows", "hash", "prev_hash", "amount_fen", "loan_no"]
) | st.text(st.characters(), max_size=3)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


def opened(path):
    """Open a package; return its lines, or None where it is refused in the one way there is."""
    try:
        return list(ROOM.open(path, OFFICE, branch_keys).lines())
    except PackageRefused:
        return None


@st.composite
def spoilt(draw, content):
    """Cut, repeat, exchange and insert pieces of bytes."""
    data = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        data[start:end] = draw(
            st.binary(max_size=12) | st.sampled_from(ODD) | st.just(bytes(data[start:end]) * 2)
        )
    return bytes(data)


@quick
@given(spoilt(RAW))
def test_spoilt_lines(tmp_path, raw):
    frame = zstandard.compress(raw)
    assert opened(signed(tmp_path / "a.qsp", SOUND, frame)) is None or raw == RAW


@quick
@given(spoilt(FRAME))
def test_a_spoilt_stream(tmp_path, frame):
    found = opened(signed(tmp_path / "a.qsp", SOUND, frame, len(RAW)))
    assert found is None or [each.data for each in found] == [each._asdict() for each in ENTRIES]


@quick
@given(spoilt(manifest_bytes(replace(SOUND, raw_length=len(RAW)))))
def test_a_spoilt_manifest(tmp_path, manifest):
    with suppress(PackageRefused):
        assert manifest_bytes(read_manifest(manifest)) == manifest
    opened(sealed(tmp_path / "a.qsp", head(manifest, BRANCH) + FRAME))


@quick
@given(spoilt(head(manifest_bytes(SOUND), BRANCH) + FRAME))
def test_a_spoilt_container(tmp_path, content):
    opened(sealed(tmp_path / "a.qsp", content))


@quick
@given(st.lists(values, max_size=3))
def test_lines_of_any_json(tmp_path, lines):
    raw = [json.dumps(each, ensure_ascii=False, sort_keys=False) for each in lines]
    found = opened(signed(tmp_path / "a.qsp", draft(), frame_of(raw)))
    assert found is None or (found, lines) == ([], [])  # the totals of the draft are none


@quick
@given(st.dictionaries(names, values, max_size=4), values)
def test_bodies_of_any_json(tmp_path, data, instead):
    body = body_of(1, {}, "note_added").replace('"data":{}', f'"data":{json.dumps(data)}')
    for text in (body, json.dumps(instead, ensure_ascii=False)):
        if "\ud800" in text:
            continue
        try:
            one = entry(text)
        except UnicodeEncodeError:
            continue
        frame = frame_of(raw_of([one]))
        try:
            made = counted(draft_of([one]), frame)
        except PackageRefused:
            made = draft_of([one])
        found = opened(signed(tmp_path / "a.qsp", made, frame))
        assert found is None or [each.kind for each in found] == [LineKind.ENTRY]


@quick
@given(spoilt(body_of(1, {"amount_fen": 5, "note": "柜面"}, "repayment_recorded").encode()))
def test_strict_json_reads_what_it_would_write_or_refuses(text):
    try:
        value = read(text)
    except PackageRefused:
        return
    assert json.loads(text, parse_float=pytest.fail, parse_constant=pytest.fail) == value


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":['])
@pytest.mark.parametrize("times", [10, 500, 990, 5_000, 200_000])
def test_nesting_of_any_depth_is_refused_or_read(opening, times):
    text = opening * times
    closing = "".join({"[": "]", "{": "}"}[each] for each in reversed(text) if each in "[{")
    whole = text + ("" if opening.endswith("[") else "1") + closing
    if times * opening.count("[") + times * opening.count("{") <= 64:
        read(whole)
    else:
        with pytest.raises(PackageRefused):
            read(whole)
