//! Keys for what has none in iCalendar: a UUID of version 5 computed from the value, so that the same value has the
//! same key in every file (conversion draft 2.1.3).

use crate::format::icalendar::syntax::Property;

/// The namespace that the conversion draft names.
const NAMESPACE: [u8; 16] = [
    0x7f, 0x1e, 0x19, 0x65, 0xae, 0x73, 0x44, 0x54, 0xb0, 0x88, 0x23, 0x2c, 0x90, 0x73, 0x0c, 0xe2,
];

/// Returns the key of a value (RFC 9562 5.5).
pub(crate) fn key_of(value: &str) -> String {
    let mut bytes = NAMESPACE.to_vec();
    bytes.extend_from_slice(value.as_bytes());
    let mut uuid = sha1(&bytes);
    if let Some(byte) = uuid.get_mut(6) {
        *byte = (*byte & 0x0f) | 0x50;
    }
    if let Some(byte) = uuid.get_mut(8) {
        *byte = (*byte & 0x3f) | 0x80;
    }
    let mut key = String::with_capacity(36);
    for (index, byte) in uuid.iter().take(16).enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            key.push('-');
        }
        for digit in [byte >> 4, byte & 0x0f] {
            key.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    key
}

/// Returns the key of a property: the one that we wrote earlier, or one computed from its value.
pub(crate) fn key(property: &Property) -> String {
    property.param("JSID").map_or_else(|| key_of(&property.value), str::to_owned)
}

/// Writes the key to a property if the key cannot be computed from the value.
pub(crate) fn name_key(property: &mut Property, key: &str) {
    if key_of(&property.value) != key {
        property.with("JSID", key);
    }
}

/// Computes SHA-1 (RFC 3174), which UUIDs of version 5 use; nothing here depends on its strength.
fn sha1(bytes: &[u8]) -> [u8; 20] {
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let bit_count = u64::try_from(bytes.len()).unwrap_or(0).wrapping_mul(8);
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend(bit_count.to_be_bytes());
    for block in padded.chunks_exact(64) {
        let mut words: Vec<u32> = Vec::with_capacity(80);
        let first = block.chunks_exact(4);
        words.extend(first.map(|it| it.iter().fold(0, |word, byte| word << 8 | u32::from(*byte))));
        for index in 16..80 {
            let at = |back: usize| words.get(index - back).copied().unwrap_or_default();
            let word = (at(3) ^ at(8) ^ at(14) ^ at(16)).rotate_left(1);
            words.push(word);
        }
        let mut part = state;
        for (index, word) in words.into_iter().enumerate() {
            let [one, two, three, four, five] = part;
            let (mixed, constant) = match index {
                0..20 => (two & three | !two & four, 0x5a82_7999),
                20..40 => (two ^ three ^ four, 0x6ed9_eba1),
                40..60 => (two & three | two & four | three & four, 0x8f1b_bcdc),
                _ => (two ^ three ^ four, 0xca62_c1d6),
            };
            let terms = [mixed, five, constant, word];
            let next = terms.into_iter().fold(one.rotate_left(5), u32::wrapping_add);
            part = [next, one, two.rotate_left(30), three, four];
        }
        for (sum, part) in state.iter_mut().zip(part) {
            *sum = sum.wrapping_add(part);
        }
    }
    let mut digest = [0; 20];
    for (out, byte) in digest.iter_mut().zip(state.into_iter().flat_map(u32::to_be_bytes)) {
        *out = byte;
    }
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_draft() {
        // Examples from draft-ietf-calext-jscalendar-icalendar-25.
        let rows = [
            ("mailto:hcabot@example.com", "0b235cc4-f04d-5fc4-98a3-c066650b3fbf"),
            ("mailto:organizer@example.com", "251d3e9f-d83f-534c-8c45-c2896c75670c"),
            ("https://example.com/foo.pdf", "245708bf-8e07-5d3b-a5da-2974a63c3b91"),
        ];
        for (value, key) in rows {
            assert_eq!(key_of(value), key, "{value}");
        }
    }
}
