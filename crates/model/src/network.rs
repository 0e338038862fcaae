//! Network addresses: blocks of them, and which of them anybody can reach.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A block of addresses, `10.0.0.0/8`, or a single one. IPv4 addresses compare as their mapped form, so that a socket
/// for both families needs no special care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    address: u128,
    mask: u128,
}

/// A text that is no block of addresses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no address block: it should look like 10.0.0.0/8 or ::1")]
pub struct InvalidNetwork(Box<str>);

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

impl Network {
    /// What one party has at least: an IPv4 address, or the /64 of an IPv6 one (RFC 6177). Whoever is counted by address
    /// is counted by this, or a single connection would be as many parties as it likes.
    pub fn around(address: IpAddr) -> Self {
        let mask = if address.to_canonical().is_ipv4() { u128::MAX } else { u128::MAX << 64 };
        Network { address: number(address) & mask, mask }
    }

    /// Whether an address lies in the block. One of IPv4 that is mapped into IPv6 counts as what it is.
    pub fn contains(&self, address: IpAddr) -> bool {
        number(address) & self.mask == self.address
    }
}

impl FromStr for Network {
    type Err = InvalidNetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidNetwork(text.into());
        let (address, length) = match text.trim().split_once('/') {
            Some((address, length)) => (address, Some(length.parse::<u32>().map_err(|_| invalid())?)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| invalid())?;
        let (width, before) = if address.is_ipv4() { (32, 96) } else { (128, 0) };
        let length = length.unwrap_or(width);
        if length > width {
            return Err(invalid());
        }
        let mask = u128::MAX.checked_shl(128 - before - length).unwrap_or(0);
        Ok(Network { address: number(address) & mask, mask })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (address, length) = (Ipv6Addr::from_bits(self.address), self.mask.count_ones());
        match address.to_ipv4_mapped() {
            Some(address) if length >= 96 => write!(f, "{address}/{}", length - 96),
            Some(_) | None => write!(f, "{address}/{length}"),
        }
    }
}

/// Whether an address is one that the whole internet may reach: neither of this machine or network, nor for groups, nor
/// reserved (IANA special-purpose registries, RFC 6890). Addresses that lead to an IPv4 address count as that one.
pub fn is_global(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_global_v4(v4),
        IpAddr::V6(v6) => match embedded(v6) {
            Some(v4) => is_global_v4(v4),
            None => is_global_v6(v6),
        },
    }
}

/// Mapped (RFC 4291 §2.5.5.2) and translated (RFC 6052) ones.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let translated = || matches!(address.segments(), [0x64, 0xff9b, 0, 0, 0, 0, ..]);
    address.to_ipv4_mapped().or_else(|| {
        let [.., a, b, c, d] = address.octets();
        translated().then(|| Ipv4Addr::new(a, b, c, d))
    })
}

fn is_global_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

/// Only 2000::/3 is given out; inside it are tunnels (Teredo, 6to4) and addresses for documents.
fn is_global_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let special = (a == 0x2001 && (b < 0x0200 || b == 0x0db8)) || a == 0x2002 || (a == 0x3fff && b < 0x1000);
    a >> 13 == 1 && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn blocks_contain_what_they_say() {
        let block: Network = "10.0.0.0/8".parse().unwrap();
        for (address, inside) in [("10.1.2.3", true), ("::ffff:10.9.9.9", true), ("11.0.0.1", false), ("::1", false)] {
            assert_eq!(block.contains(ip(address)), inside, "{address}");
        }
        assert!("fd00::/8".parse::<Network>().unwrap().contains(ip("fd12::9")));
        assert!(!"::1".parse::<Network>().unwrap().contains(ip("::2")));
        assert!("0.0.0.0/0".parse::<Network>().unwrap().contains(ip("203.0.113.9")));
    }

    #[test]
    fn a_party_is_an_address_or_a_64() {
        let around = |text| Network::around(ip(text)).to_string();
        assert_eq!(around("192.0.2.7"), "192.0.2.7/32");
        assert_eq!(around("::ffff:192.0.2.7"), "192.0.2.7/32", "the same in the other form");
        assert_eq!(around("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(around("2001:db8:1:2::9"), "2001:db8:1:2::/64");
        assert_ne!(around("2001:db8:1:3::9"), "2001:db8:1:2::/64");
    }

    #[test]
    fn blocks_print_what_they_parse() {
        for text in ["10.0.0.0/8", "192.0.2.1/32", "fd00::/8", "::1/128", "0.0.0.0/0"] {
            assert_eq!(text.parse::<Network>().unwrap().to_string(), text);
        }
        for text in ["10.0.0.0/33", "10.0.0/8", "x", "::1/129", "1.2.3.4/x", ""] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }

    #[test]
    fn only_what_everybody_reaches_is_global() {
        for text in ["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "192.0.1.1", "2606:4700::1111", "2a00::1"] {
            assert!(is_global(ip(text)), "{text}");
            if let IpAddr::V4(v4) = ip(text) {
                assert!(is_global(v4.to_ipv6_mapped().into()), "{text} mapped");
            }
        }
        assert!(is_global(ip("64:ff9b::8.8.8.8")));
        for text in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
        ] {
            assert!(!is_global(ip(text)), "{text}");
            let IpAddr::V4(v4) = ip(text) else { panic!("{text}") };
            assert!(!is_global(v4.to_ipv6_mapped().into()), "{text} mapped");
            assert!(!is_global(ip(&format!("64:ff9b::{text}"))), "{text} translated");
            assert!(!is_global(ip(&format!("::{text}"))), "{text} compatible");
        }
        for text in [
            "::",
            "::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "2002:7f00:1::1",
            "64:ff9b:1::a00:1",
            "100::1",
            "3fff::1",
            "4000::1",
        ] {
            assert!(!is_global(ip(text)), "{text}");
        }
    }
}
