import ipaddress

import pytest

from goldthread.kit.outbound.addresses import Allowed, Refused, allowed, chosen, is_denied, parsed, refuse_door

INSIDE = """
127.0.0.1 127.8.9.10 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 169.254.170.2
100.64.0.1 100.100.100.200 192.0.0.192 192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.9 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:169.254.169.254
::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 2002:7f00:1:: 2002:a9fe:a9fe::
2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 100::1 fc00::1 fd00:ec2::254 fd12:3456::1 fe80::1 fec0::1 ff02::1
ff0e::1 3fff::1 5f00::1
""".split()
OUTSIDE = "8.8.8.8 93.184.215.14 1.1.1.1 2606:4700::1111 2a00:1450:4001:831::200e".split()


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_or_nobodys_is_never_asked(address):
    assert is_denied(ipaddress.ip_address(address), 443, Allowed())


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_open_network_is_asked(address):
    assert not is_denied(ipaddress.ip_address(address), 443, Allowed())
    assert chosen("numbers.example.org", 443, [address], Allowed()) == address


@pytest.mark.parametrize("address", INSIDE)
def test_one_bad_record_spoils_all_of_a_host(address):
    with pytest.raises(Refused):
        chosen("numbers.example.org", 443, ["8.8.8.8", address], Allowed())


@pytest.mark.parametrize(
    "written",
    """
    http://2130706433/ https://2130706433/ https://0x7f000001/ https://0x7f.0.0.1/ https://0177.0.0.1/ https://127.1/ https://127.0.1/
    https://017700000001/ https://0/ https://127.0.0.1.0x/ https://1.2.3.4.5/ https://256.1.1.1/ https://08.8.8.8/
    https://user@example.org/ https://user:secret@example.org/ https://example.org@127.0.0.1/ https://example.org:443@127.0.0.1/
    https://example.org\\@127.0.0.1/ https://127.0.0.1\\.example.org/ https:\\\\example.org/ https://example.org%2f@127.0.0.1/
    https://127.0.0.1%00.example.org/ https://[fe80::1%25eth0]/ https://[::1 https://exa%6dple.org/ https:///path https:
    https://example.org:0/ https://example.org:99999/ https://example.org:x/ https://-example.org/ https://exa..mple.org/
    file:///etc/passwd ftp://example.org/ gopher://example.org/ javascript:alert(1) //example.org/ example.org data:,1
    https://①②⑦.⓪.⓪.①@example.org/ https://example.org/ä
    """.split(),
)
def test_what_two_readers_could_read_in_two_ways_is_no_address(written):
    with pytest.raises(Refused):
        refuse_door(parsed(written), Allowed())


@pytest.mark.parametrize(
    "written",
    [
        "https://exa\tmple.org/",
        "https://example.org/\r\nX: 1",
        " https://example.org/",
        "https://example.org/a b",
        "https://example.org/\x00",
    ],
)
def test_blanks_and_control_signs_are_no_part_of_an_address(written):
    with pytest.raises(Refused):
        parsed(written)


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("https://example.org./", "example.org"),
        ("https://EXAMPLE.org", "example.org"),
        ("https://münchen.example/", "xn--mnchen-3ya.example"),
        ("https://①②⑦.⓪.⓪.①/", "127.0.0.1"),
        ("https://127。0。0。1/", "127.0.0.1"),
        ("https://[2606:4700::1111]/", "2606:4700::1111"),
        ("https://[::ffff:7f00:1]/", "::ffff:7f00:1"),
    ],
)
def test_a_host_is_read_as_the_system_would_read_it(written, host):
    assert ipaddress_equal(parsed(written).host, host)


def ipaddress_equal(one, other):
    try:
        return ipaddress.ip_address(one) == ipaddress.ip_address(other)
    except ValueError:
        return one == other


@pytest.mark.parametrize(
    "written",
    ["http://example.org/", "https://example.org:8443/", "https://example.org:22/", "http://example.org:443/"],
)
def test_only_https_on_its_port_is_open_by_itself(written):
    with pytest.raises(Refused):
        refuse_door(parsed(written), Allowed())
    refuse_door(parsed(written), allowed("example.org"))
    refuse_door(parsed("https://example.org/"), Allowed())


def test_the_operator_opens_hosts_with_their_ports_and_whole_networks():
    allow = allowed(
        "metrics.internal:9090 *.intra.example.org, 10.2.0.0/16:5432, [fd00:1::]/32 [fd00:2::1]:80, /srv/numbers"
    )
    assert allow.lists_name("metrics.internal", 9090)
    assert not allow.lists_name("metrics.internal", 80)
    assert allow.lists_name("a.intra.example.org", 1)
    assert allow.lists_name("b.a.intra.example.org", 1)
    assert not allow.lists_name("intra.example.org", 1)
    assert not allow.lists_name("evilintra.example.org", 1)
    assert not is_denied(ipaddress.ip_address("10.2.3.4"), 5432, allow)
    assert is_denied(ipaddress.ip_address("10.2.3.4"), 80, allow)
    assert not is_denied(ipaddress.ip_address("fd00:1::9"), 80, allow)
    assert not is_denied(ipaddress.ip_address("fd00:2::1"), 80, allow)
    assert [str(folder) for folder in allow.folders] == ["/srv/numbers"]
    assert chosen("metrics.internal", 9090, ["192.168.7.7"], allow) == "192.168.7.7"
    with pytest.raises(Refused):
        chosen("other.internal", 9090, ["192.168.7.7"], allow)


@pytest.mark.parametrize(
    "address",
    "169.254.169.254 ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe fd00:ec2::254 100.100.100.200 192.0.0.192 168.63.129.16 fe80::1".split(),
)
def test_what_a_cloud_tells_its_machines_stays_closed_whatever_is_listed(address):
    allow = allowed("0.0.0.0/0 ::/0 metadata.internal")
    assert is_denied(ipaddress.ip_address(address), 80, allow)
    with pytest.raises(Refused):
        chosen("metadata.internal", 80, [address], allow)


def test_an_operator_may_close_all_but_what_is_listed():
    allow = allowed("numbers.example.org", only=True)
    assert chosen("numbers.example.org", 443, ["8.8.8.8"], allow) == "8.8.8.8"
    with pytest.raises(Refused):
        chosen("other.example.org", 443, ["8.8.8.8"], allow)


@pytest.mark.parametrize("entry", ["a b!", "http://x", "10.0.0.0/99", "host:port", "a:1:2"])
def test_an_entry_that_makes_no_sense_is_named(entry):
    with pytest.raises(ValueError, match=r"\w"):
        allowed(entry)
