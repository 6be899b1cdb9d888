//! Seeds for choices that every version and every process must make alike.
//!
//! The hash is FNV-1a, 64 bits (Fowler, Noll, Vo: draft-eastlake-fnv), over the parts' UTF-8
//! bytes with a unit separator (U+001F) after each. It is written down here, and not taken from
//! `std`, because `std`'s hasher may change between releases. It is no defence against people
//! who choose their input: never use it where that matters.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
const UNIT_SEPARATOR: u8 = 0x1f;

/// The stable hash of these parts, in order.
pub fn stable_hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = OFFSET_BASIS;
    for part in parts {
        for byte in part.bytes().chain([UNIT_SEPARATOR]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    hash
}

/// A generator whose choices depend on these parts alone.
pub fn generator<'a>(parts: impl IntoIterator<Item = &'a str>) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(stable_hash(parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    #[test]
    fn the_hash_and_the_first_choices_never_change() {
        assert_eq!(stable_hash([]), OFFSET_BASIS);
        assert_eq!(stable_hash(["a", "b"]), 0xe8bc_b182_3051_3c4a);
        assert_ne!(stable_hash(["ab"]), stable_hash(["a", "b"]));
        assert_eq!(generator(["a", "b"]).next_u64(), 3_004_389_884_145_083_580);
    }
}
