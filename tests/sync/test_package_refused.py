"""Every way in which a package can be wrong is found, named, and changes nothing."""

import hashlib
import json
import os
from dataclasses import replace

import pytest
import zstandard

from desktop.services.line_limits import LINE_BYTES
from desktop.services.package_ports import Direction, Line, PackageRefused
from desktop.sync import limits, payload
from desktop.sync.container import MAGIC, head, take_apart
from desktop.sync.manifest import manifest_bytes
from desktop.sync.sealing import seal, unseal
from tests.sync_packages import (
    BRANCH,
    OFFICE,
    ROOM,
    STRANGER,
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
    write,
)

EVERY_BIT = os.environ.get("QINGSHOU_EVERY_BIT", "")
"""Set to flip every bit of the package and not one of each byte."""


def refused(path, code):
    """Open a package, expect this refusal, and see that the file is as it was."""
    before = path.read_bytes()
    with pytest.raises(PackageRefused) as caught:
        ROOM.open(path, OFFICE, branch_keys)
    assert (caught.value.code, caught.value.params["file"]) == (code, path.name)
    assert path.read_bytes() == before


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A package of one entry."""
    entries = chain(1)
    folder = tmp_path_factory.mktemp("small")
    lines = [each.line() for each in entries]
    return write(folder / "a.qsp", draft_of(entries), lines).read_bytes()


def refuse_all(path, mutants):
    for content in mutants:
        path.write_bytes(content)
        with pytest.raises(PackageRefused) as caught:
            ROOM.open(path, OFFICE, branch_keys)
        assert caught.value.code in ("package_damaged", "package_not_ours")


def test_every_cut_is_found(tmp_path, small):
    refuse_all(tmp_path / "a.qsp", (small[:length] for length in range(len(small))))


def test_every_flipped_bit_is_found(tmp_path, small):
    def flipped():
        for place, byte in enumerate(small):
            for bit in range(8) if EVERY_BIT else [place % 8]:
                yield small[:place] + bytes([byte ^ 1 << bit]) + small[place + 1 :]

    refuse_all(tmp_path / "a.qsp", flipped())


def test_zeros_in_the_place_of_the_end_and_anything_after_it_are_found(tmp_path, small):
    half = len(small) // 2
    zeros = [small[:length] + bytes(len(small) - length) for length in (0, 1, half, len(small) - 1)]
    refuse_all(tmp_path / "a.qsp", [*zeros, small + b"\0", small + b"x" * 99, small + small])


def test_below_the_seal_every_cut_and_every_flipped_bit_is_found(tmp_path, small):
    """Whoever can seal to head office can do this; the signature and its hash must hold."""
    path = tmp_path / "a.qsp"
    path.write_bytes(small)
    plain = unseal(small, OFFICE)
    mutants = [plain[:length] for length in range(0, len(plain), 7)]
    mutants += [
        plain[:place] + bytes([plain[place] ^ 1 << place % 8]) + plain[place + 1 :]
        for place in range(0, len(plain), 1 if EVERY_BIT else 5)
    ]
    for content in [*mutants, plain + b"\0"]:
        sealed(path, content)
        with pytest.raises(PackageRefused):
            ROOM.open(path, OFFICE, branch_keys)


def test_a_strangers_file_is_not_ours(tmp_path):
    made = draft(recipient=STRANGER)
    ROOM.write(tmp_path / "a.qsp", made, [], BRANCH, [ROOM.public(STRANGER)], progress=Silent())
    refused(tmp_path / "a.qsp", "package_not_ours")


class Silent:
    def report(self, stage, done=0, total=0):
        pass


def test_a_strangers_valid_file_sealed_to_us_is_no_package(tmp_path):
    refused(sealed(tmp_path / "a.qsp", b"hello"), "package_damaged")
    refused(sealed(tmp_path / "b.qsp", b""), "package_damaged")
    (tmp_path / "c.qsp").write_bytes(b"hello")
    refused(tmp_path / "c.qsp", "package_damaged")


def test_an_unknown_or_revoked_sender_is_refused_as_the_caller_says(tmp_path):
    path = write(tmp_path / "a.qsp", draft(), [])

    def nobody(manifest):
        raise PackageRefused("package_sender_unknown", branch=manifest.branch)

    with pytest.raises(PackageRefused) as caught:
        ROOM.open(path, OFFICE, nobody)
    assert caught.value.params == {"file": "a.qsp", "branch": "B0417"}


def test_signed_by_another_than_it_names(tmp_path):
    frame = frame_of([])
    refused(signed(tmp_path / "a.qsp", draft(), frame, sender=STRANGER), "package_signature_wrong")
    made = draft(sender=STRANGER)
    refused(signed(tmp_path / "b.qsp", made, frame, sender=STRANGER), "package_sender_unknown")


def test_signed_by_a_branch_for_another_office_and_sealed_anew(tmp_path):
    other = draft(recipient=STRANGER)
    ROOM.write(tmp_path / "a.qsp", other, [], BRANCH, [ROOM.public(STRANGER)], Silent())
    content = unseal((tmp_path / "a.qsp").read_bytes(), STRANGER)
    (tmp_path / "b.qsp").write_bytes(seal(content, [ROOM.public(OFFICE)]))
    refused(tmp_path / "b.qsp", "package_for_other")


@pytest.mark.parametrize("field", ["count", "fen", "loan_digits"])
def test_wrong_totals_rightly_signed(tmp_path, field):
    entries = chain(3)
    frame = frame_of(raw_of(entries))
    made = counted(draft_of(entries), frame)
    ROOM.open(signed(tmp_path / "a.qsp", made, frame), OFFICE, branch_keys)
    (total,) = made.totals
    more = replace(total, **{field: getattr(total, field) + 1})
    refused(
        signed(tmp_path / "b.qsp", replace(made, totals=(more,)), frame), "package_totals_wrong"
    )
    refused(signed(tmp_path / "c.qsp", replace(made, totals=()), frame), "package_totals_wrong")


def test_a_compressed_stream_that_was_cut_and_signed_again(tmp_path):
    entries = chain(3)
    frame = frame_of(raw_of(entries))
    raw_length = len(zstandard.decompress(frame))
    made = counted(draft_of(entries), frame)
    for length in range(0, len(frame), 3):
        path = signed(tmp_path / f"{length}.qsp", made, frame[:length], raw_length)
        refused(path, "package_content_wrong")
    refused(signed(tmp_path / "last.qsp", made, frame[:-1], raw_length), "package_content_wrong")
    for number, more in enumerate((b"\0", frame, b"\x50\x2a\x4d\x18\0\0\0\0")):
        path = signed(tmp_path / f"more{number}.qsp", made, frame + more, raw_length)
        refused(path, "package_content_wrong")
    for number, length in enumerate((0, raw_length - 1, raw_length + 1)):
        path = signed(tmp_path / f"length{number}.qsp", made, frame, length)
        refused(path, "package_content_wrong")


def test_a_decompression_bomb_is_given_up_at_what_it_says(tmp_path, monkeypatch):
    bomb = zstandard.compress(bytes(64 * limits.MIB))
    refused(signed(tmp_path / "a.qsp", draft(), bomb, 1000), "package_content_wrong")
    honest = signed(tmp_path / "b.qsp", draft(), bomb, limits.RAW_BYTES + 1)
    refused(honest, "package_too_large")
    monkeypatch.setattr(payload, "LINE_BYTES", 1000)
    refused(signed(tmp_path / "c.qsp", draft(), bomb), "package_too_large")
    text = "t" * LINE_BYTES
    for long in (entry(BODY.replace("5}", f'5,"x":"{text}"}}')).line(), Line("note", {"x": text})):
        made = draft(direction=Direction.DOWN)
        with pytest.raises(PackageRefused, match="package_too_large"):
            write(tmp_path / "d.qsp", made, [long])


def test_a_frame_that_wants_much_memory_is_refused(tmp_path):
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=25)
    squeezer = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    frame = squeezer.compress(b"x" * 100) + squeezer.flush()
    refused(signed(tmp_path / "a.qsp", draft(), frame, 100), "package_content_wrong")


def test_a_file_a_manifest_or_a_payload_past_its_size_is_refused(tmp_path, monkeypatch):
    with (tmp_path / "a.qsp").open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(PackageRefused, match="package_too_large"):
        ROOM.open(tmp_path / "a.qsp", OFFICE, branch_keys)
    start = MAGIC + (limits.MANIFEST_BYTES + 1).to_bytes(4, "big")
    refused(sealed(tmp_path / "b.qsp", start), "package_too_large")
    entries = chain(3)
    monkeypatch.setattr(payload, "LINES", 2)
    with pytest.raises(PackageRefused, match="package_too_large"):
        write(tmp_path / "c.qsp", draft_of(entries), [each.line() for each in entries])
    frame = frame_of(raw_of(entries))
    refused(signed(tmp_path / "d.qsp", draft_of(entries), frame), "package_too_large")


BODY = body_of(1, {"amount_fen": 5}, "repayment_recorded")
DEEP = "[" * 10_000 + "]" * 10_000


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("5}", "5.0}"),
        BODY.replace("5}", "5e3}"),
        BODY.replace("5}", "NaN}"),
        BODY.replace("5}", "Infinity}"),
        BODY.replace("5}", f"{2**63}}}"),
        BODY.replace("5}", f"{-(2**63) - 1}}}"),
        BODY.replace("5}", "9" * 5_000 + "}"),
        BODY.replace("5}", "true}"),
        BODY.replace("5}", '"5"}'),
        BODY.replace("5}", '5,"amount_fen":5}'),
        BODY.replace("5}", '5,"x":"\\ud800"}'),
        BODY.replace("5}", '5,"\\udfff":1}'),
        BODY.replace("5}", '5,"x":"a\\u0000b"}'),
        BODY.replace("5}", '5,"x":"\\\\\\u0000"}'),
        BODY.replace("5}", '5,"\\u0000":1}'),
        BODY.replace("5}", '5,"x":"e\\u0301"}'),
        BODY.replace("5}", '5,"x":"e\u0301"}'),
        BODY.replace("5}", f'5,"x":{DEEP}}}'),
        BODY.replace("5}", f'5,"x":{"[" * 70}{"]" * 70}}}'),
        BODY.replace('"event-1"', "1"),
        BODY.replace('"kind_version":1', '"kind_version":"1"'),
        BODY.replace('"kind_version":1', '"kind_version":true'),
        BODY.replace('"teller"', "null"),
        BODY.replace('"replica_id"', '"replica"'),
        BODY + " ",
        BODY + "{}",
        BODY[:-1],
        "[]",
        "",
        "\ufeff" + BODY,
        body_of(1, {}, "note_added", "rows that are not there"),
    ],
)
def test_a_body_that_two_readers_could_read_differently_is_refused(tmp_path, body):
    one = entry(body)
    path = signed(tmp_path / "a.qsp", draft_of([one]), frame_of(raw_of([one])))
    refused(path, "package_content_wrong")


@pytest.mark.parametrize(
    "rows",
    ['[{"fen":1.5}]', '[{"a":1,"a":2}]', "[NaN]", DEEP, "[", '"\\ud800"', '["\\u0000"]'],
)
def test_rows_are_read_as_strictly(tmp_path, rows):
    one = entry(body_of(1, {}, "note_added", rows), rows=rows)
    path = signed(tmp_path / "a.qsp", draft_of([one]), frame_of(raw_of([one])))
    refused(path, "package_content_wrong")


def test_a_backslash_before_u0000_is_text_and_no_nul(tmp_path):
    one = entry(BODY.replace("5}", '5,"x":"\\\\u0000"}'))
    path = write(tmp_path / "a.qsp", draft_of([one]), [one.line()])
    opened = ROOM.open(path, OFFICE, branch_keys)
    assert [each.data["body"] for each in opened.lines()] == [one.body]


def test_rows_that_are_not_the_entrys_are_refused(tmp_path):
    rows = '[{"fen":1}]'
    one = entry(body_of(1, {}, "note_added", rows), rows=rows)
    for number, other in enumerate(('[{"fen":2}]', "")):
        frame = frame_of(raw_of([one._replace(rows=other)]))
        refused(signed(tmp_path / f"{number}.qsp", draft_of([one]), frame), "package_content_wrong")
    bare = entry(body_of(1, {}, "note_added"))
    frame = frame_of(raw_of([bare._replace(rows=rows)]))
    refused(signed(tmp_path / "c.qsp", draft_of([bare]), frame), "package_content_wrong")


@pytest.mark.parametrize(
    "raw",
    [
        '{"data":{},"kind":"target","kind":"loan"}',
        '{"data":{"fen":1.5},"kind":"target"}',
        '{"data":{"x":"\ud800"},"kind":"target"}',
        '{"data":{"x":"e\u0301"},"kind":"target"}',
        '{"data":[],"kind":"target"}',
        '{"data":{},"kind":1}',
        '{"kind":"target"}',
        '{"data":{},"kind":"target","texts":"body"}',
        '{"data":{},"kind":"target","texts":[1]}',
        '{"data":{"a":1},"kind":"target","texts":["a"]}',
        '{"data":{},"kind":"target","texts":["a"]}',
        '{"data":{},"kind":"target","texts":null}',
        '{"data":{},"kind":"target","texts":["a","b","c"]}\n1\n2\n3',
        '{"data":{},"kind":"entry"}',
        '{"data":{"body":1,"hash":"","prev_hash":""},"kind":"entry"}',
        f'{{"data":{DEEP},"kind":"target"}}',
        "",
        " ",
        "1",
        "null",
    ],
)
def test_a_line_that_is_not_as_it_must_be_is_refused(tmp_path, raw):
    refused(signed(tmp_path / "a.qsp", draft(), frame_of([raw])), "package_content_wrong")


def test_bytes_that_are_no_text_and_a_line_without_end_are_refused(tmp_path):
    for number, raw in enumerate((b"\xff\n", b'{"data":{},"kind":"target"}', b"\xed\xa0\x80\n")):
        frame = zstandard.compress(raw)
        refused(signed(tmp_path / f"{number}.qsp", draft(), frame), "package_content_wrong")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda each: each._replace(prev_hash="ab" * 32),
        lambda each: each._replace(hash="ab" * 32),
        lambda each: each._replace(hash=each.hash.upper()),
        lambda each: each._replace(body=each.body.replace("101", "102")),
    ],
)
def test_entries_that_do_not_follow_each_other_are_refused(tmp_path, spoil):
    entries = chain(3)
    made = counted(draft_of(entries), frame_of(raw_of(entries)))
    spoilt = [entries[0], spoil(entries[1]), entries[2]]
    path = signed(tmp_path / "a.qsp", made, frame_of(raw_of(spoilt)))
    refused(path, "package_chain_broken")


def test_a_package_that_does_not_lead_where_it_says_is_refused(tmp_path):
    entries = chain(3)
    frame = frame_of(raw_of(entries))
    for number, changes in enumerate(({"to_head": "ab" * 32}, {"from_head": "ab" * 32})):
        made = replace(draft_of(entries), **changes)
        refused(signed(tmp_path / f"{number}.qsp", made, frame), "package_chain_broken")


def test_a_hash_before_that_is_no_hash_is_refused(tmp_path):
    one = entry(BODY)
    for number, odd in enumerate(("", "zz" * 32, "0 " * 32, "AB" * 32)):
        made = draft(odd, one.hash)
        frame = frame_of(raw_of([one._replace(prev_hash=odd)]))
        refused(signed(tmp_path / f"{number}.qsp", made, frame), "package_content_wrong")


def plain_manifest(**changes):
    """Return the fields of a sound manifest of no line, some of them changed, or ``gone``."""
    frame = frame_of([])
    sound = replace(draft(), payload_length=len(frame), sha256=hashlib.sha256(frame).hexdigest())
    plain = json.loads(manifest_bytes(sound))
    plain.update(changes)
    return {name: value for name, value in plain.items() if value != "gone"}


def with_manifest(path, plain):
    text = plain
    if not isinstance(plain, bytes):
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return sealed(path, head(text, BRANCH) + frame_of([]))


def test_unknown_fields_of_a_manifest_are_kept(tmp_path):
    path = with_manifest(tmp_path / "a.qsp", plain_manifest(weather={"rain": [1]}))
    opened = ROOM.open(path, OFFICE, branch_keys)
    assert opened.manifest.extra == {"weather": {"rain": [1]}}
    assert manifest_bytes(opened.manifest) == take_apart(unseal(path.read_bytes(), OFFICE)).manifest


@pytest.mark.parametrize("changes", [{"format": 2}, {"suite": "sm2 sm3 sm4"}])
def test_a_newer_container_is_called_newer_and_not_wrong(tmp_path, changes):
    plain = plain_manifest(**changes, direction="sideways")
    refused(with_manifest(tmp_path / "a.qsp", plain), "package_newer")


def test_a_newer_schema_is_opened_for_the_caller_to_look_at(tmp_path):
    frame = frame_of(['{"what":"nobody here knows"}'])
    made = replace(draft(), schema="0009", reads_up_to="0009", number=7)
    opened = ROOM.open(signed(tmp_path / "a.qsp", made, frame), OFFICE, branch_keys)
    assert (opened.manifest.schema, opened.manifest.number) == ("0009", 7)
    with pytest.raises(PackageRefused, match="package_newer"):
        list(opened.lines())
    refused(signed(tmp_path / "b.qsp", made, frame, sender=STRANGER), "package_signature_wrong")


@pytest.mark.parametrize(
    "changes",
    [
        {"format": True},
        {"format": "1"},
        {"suite": 1},
        {"direction": "sideways"},
        {"direction": 1},
        {"created_at": "yesterday"},
        {"created_at": "2026-05-31T09:00:00"},
        {"created_at": "2026-05-31 09:00:00+00:00"},
        {"created_at": 1},
        {"number": -1},
        {"number": True},
        {"number": "1"},
        {"branch": None},
        {"branch": "gone"},
        {"last_return": []},
        {"last_return": {"epoch": 1}},
        {"parts": {}},
        {"parts": "ab"},
        {"parts": [1]},
        {"parts": [{"sha256": "x", "size": 1, "file_name": "a"}]},
        {"totals": None},
        {"totals": [{"kind": "a", "count": 1, "fen": "1", "loan_digits": 0}]},
        {"next_keys": {"sealing": "age1", "signing": "ab" * 32}},
        {"next_keys": {"sealing": ROOM.public(BRANCH).sealing, "signing": "ab"}},
        {"next_keys": 1},
        {"schema": "5"},
        {"reads_up_to": "newest"},
        {"reads_up_to": "0001"},
        {"sha256": "x"},
    ],
)
def test_a_manifest_that_is_not_as_it_must_be_is_refused(tmp_path, changes):
    plain = plain_manifest(**changes)
    refused(with_manifest(tmp_path / "a.qsp", plain), "package_content_wrong")


def test_a_manifest_has_one_form(tmp_path):
    plain = plain_manifest()
    for number, text in enumerate(
        (json.dumps(plain), json.dumps(plain)[:-1], "[]", "", "\ufeff{}", '{"format":1,"format":1}')
    ):
        path = with_manifest(tmp_path / f"{number}.qsp", text.encode())
        refused(path, "package_content_wrong")


def test_a_payload_that_is_not_the_signed_one_is_refused(tmp_path):
    content = head(manifest_bytes(draft()), BRANCH)
    refused(sealed(tmp_path / "a.qsp", content + b"x"), "package_content_wrong")
    plain = plain_manifest(sha256="ab" * 32)
    refused(with_manifest(tmp_path / "b.qsp", plain), "package_content_wrong")


def test_a_schema_from_before_the_oldest_step_is_refused(tmp_path):
    refused(with_manifest(tmp_path / "a.qsp", plain_manifest(schema="0002")), "package_older")


def test_unknown_kinds_and_fields_of_lines_are_kept(tmp_path):
    body = body_of(1, {"amount_fen": 7, "new": {"loan_no": "B5"}}, "barter_recorded")
    one = entry(body.replace('"run_id"', '"required":true,"run_id"'))
    lines = [one.line(), Line("weather", {"rain": [1], "loan_no": "B2"})]
    made = draft_of([one], direction=Direction.DOWN)
    opened = ROOM.open(write(tmp_path / "a.qsp", made, lines), OFFICE, branch_keys)
    assert [each.kind for each in opened.lines()] == ["entry", "weather"]
    assert [dict(each.data) for each in opened.lines()] == [one._asdict(), lines[1].data]
    assert [(each.kind, each.fen, each.loan_digits) for each in opened.manifest.totals] == [
        ("barter_recorded", 7, 5),
        ("weather", 0, 2),
    ]
