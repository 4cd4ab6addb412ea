"""Removable drives are found as Linux and Windows tell of them, and nothing else is."""

import ctypes

import pytest

from desktop.storage.sticks.linux import linux_sticks
from desktop.storage.sticks.system import SystemSticks
from desktop.storage.sticks.windows import windows_sticks

USB = "pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host6/target6:0:0/6:0:0:0/block"
SATA = "pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block"
CARD = "pci0000:00/0000:00:1d.0/mmc_host/mmc0/mmc0:aaaa/block"


class Machine:
    """A /proc, a /sys and places for mounts in a temporary folder."""

    def __init__(self, folder):
        self.proc, self.sys, self.media = folder / "proc", folder / "sys", folder / "media"
        (self.proc / "self").mkdir(parents=True)
        self.lines = []

    def device(self, number, bus, disk, partition="", removable="0"):
        whole = self.sys / "devices" / bus / disk
        whole.mkdir(parents=True, exist_ok=True)
        (whole / "removable").write_text(f"{removable}\n")
        part = whole / partition if partition else whole
        part.mkdir(exist_ok=True)
        if partition:
            (part / "partition").write_text("1\n")
        for link in (self.sys / "dev/block" / number, self.sys / "class/block" / part.name):
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(part)

    def mount(self, number, name, kind="vfat", source="/dev/none", options="rw", above=None):
        path = (above or self.media / "user") / name
        path.mkdir(parents=True, exist_ok=True)
        written = str(path).replace(" ", "\\040")
        self.lines.append(
            f"36 35 {number} / {written} {options},nosuid shared:1 - {kind} {source} {options}"
        )

    def found(self):
        text = "\n".join(["22 27 0:21 / /proc rw - proc proc rw", "cut short", *self.lines, ""])
        (self.proc / "self" / "mountinfo").write_text(text, encoding="utf-8")
        return linux_sticks(self.proc, self.sys, (self.media,))


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_a_stick_is_found_with_its_name_and_room(machine):
    machine.device("8:17", SATA, "sdb", "sdb1", removable="1")
    machine.mount("8:17", "联社 U盘")
    (stick,) = machine.found()
    assert stick.path == machine.media / "user" / "联社 U盘"
    assert (stick.label, stick.writable) == ("联社 U盘", True)
    assert stick.free > 0


def test_a_disk_on_usb_that_calls_itself_fixed_is_found(machine):
    machine.device("8:33", USB, "sdc", "sdc1")
    machine.mount("8:33", "DISK", "ntfs3")
    assert [each.label for each in machine.found()] == ["DISK"]


def test_a_stick_without_a_partition_table_is_found(machine):
    machine.device("8:32", SATA, "sdc", removable="1")
    machine.mount("8:32", "WHOLE")
    assert [each.label for each in machine.found()] == ["WHOLE"]


def test_a_driver_in_user_space_hides_the_number_but_not_the_stick(machine):
    machine.device("8:17", USB, "sdb", "sdb1")
    machine.mount("0:52", "NTFS", "fuseblk", "/dev/sdb1")
    assert [each.label for each in machine.found()] == ["NTFS"]


def test_built_in_disks_discs_and_systems_that_run_from_a_stick_are_none(machine, tmp_path):
    machine.device("8:1", SATA, "sda", "sda1")
    machine.device("179:1", CARD, "mmcblk0", "mmcblk0p1")
    machine.device("11:0", SATA, "sr0", removable="1")
    machine.device("8:17", USB, "sdb", "sdb1")
    machine.mount("8:1", "DATA", "ext4")
    machine.mount("179:1", "EMMC", "ext4")
    machine.mount("11:0", "CD", "iso9660")
    machine.mount("8:17", "root", "ext4", above=tmp_path)
    machine.mount("0:60", "share", "cifs", "//server/share")
    assert machine.found() == ()


def test_a_stick_mounted_twice_is_found_once(machine):
    machine.device("8:17", USB, "sdb", "sdb1")
    machine.mount("8:17", "ONE")
    machine.mount("8:17", "TWO")
    assert [each.label for each in machine.found()] == ["ONE"]


def test_a_write_protected_stick_is_said_to_be(machine):
    machine.device("8:17", USB, "sdb", "sdb1")
    machine.mount("8:17", "LOCKED", options="ro")
    assert [each.writable for each in machine.found()] == [False]


def test_a_stick_pulled_out_in_this_moment_is_not_found(machine):
    machine.device("8:17", USB, "sdb", "sdb1")
    machine.mount("8:17", "GONE")
    (machine.media / "user" / "GONE").rmdir()
    assert machine.found() == ()


def test_without_a_proc_there_are_no_sticks(tmp_path):
    assert linux_sticks(tmp_path, tmp_path) == ()


def test_this_machine_can_be_asked():
    assert all(each.path.is_dir() for each in SystemSticks().found())


class Kernel32:
    """What Windows would answer about drives: letter -> (type, label, file system, flags, free)."""

    def __init__(self, **drives):
        self.drives, self.mode = drives, 7

    def SetThreadErrorMode(self, mode, before):  # noqa: N802 - as Windows names it
        if before is not None:
            before._obj.value = self.mode
        self.mode = mode
        return 1

    def GetLogicalDrives(self):  # noqa: N802
        return sum(1 << ord(letter) - ord("A") for letter in self.drives)

    def GetDriveTypeW(self, root):  # noqa: N802
        return self.drives[root[0]][0]

    def GetVolumeInformationW(self, root, label, room, _, __, flags, system, its):  # noqa: N802
        assert self.mode == 1, "an empty card reader would open a box"
        assert ctypes.sizeof(label) >= room and system is None and not its
        medium = self.drives[root[0]][1:]
        if not medium:
            return 0
        label.value, _, flags._obj.value = medium[:3]
        return 1

    def GetDiskFreeSpaceExW(self, root, free, _, __):  # noqa: N802
        free._obj.value = self.drives[root[0]][4]
        return free._obj.value >= 0


def test_windows_names_its_removable_drives():
    kernel = Kernel32(
        C=(3, "系统", "NTFS", 0, 10),
        E=(2, "联社U盘", "FAT32", 0x6, 5_000_000_000),
        F=(2,),
        G=(2, "", "exFAT", 0x80000, 7),
        H=(4, "网络", "NTFS", 0, 10),
    )
    first, second = windows_sticks(kernel)
    assert (str(first.path), first.label) == ("E:\\", "联社U盘")
    assert (first.free, first.writable) == (5_000_000_000, True)
    assert (str(second.path), second.label, second.writable) == ("G:\\", "G:", False)
    assert kernel.mode == 7
