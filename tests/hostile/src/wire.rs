//! Bytes: noise, and the little of Protocol Buffers that requests and their answers need.

use sp_core::H256;

/// Bytes without meaning, the same for the same number.
pub fn noise(number: u64, length: usize) -> Vec<u8> {
    // Zero would stay zero.
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// A hash that belongs to nothing, the same for the same number.
pub fn nothing(number: u64) -> H256 {
    H256::from_slice(&noise(number, 32))
}

fn varint(mut value: u64, message: &mut Vec<u8>) {
    while value >= 0x80 {
        message.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    message.push(value as u8);
}

/// Adds a field that is a number.
pub fn number(field: u64, value: u64, message: &mut Vec<u8>) {
    varint(field << 3, message);
    varint(value, message);
}

/// Adds a field that is bytes, a text or a message.
pub fn bytes(field: u64, value: &[u8], message: &mut Vec<u8>) {
    varint((field << 3) | 2, message);
    varint(value.len() as u64, message);
    message.extend(value);
}

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    /// A number.
    Number(u64),
    /// Bytes, a text or a message.
    Bytes(&'a [u8]),
}

fn take_varint(message: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for place in 0..10 {
        let (byte, rest) = message.split_first()?;
        *message = rest;
        value |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The fields of a message with their numbers, in their order; `None` if it is none, or has fields of other kinds.
pub fn read(mut message: &[u8]) -> Option<Vec<(u64, Field<'_>)>> {
    let mut fields = Vec::new();
    while !message.is_empty() {
        let tag = take_varint(&mut message)?;
        let field = match tag & 7 {
            0 => Field::Number(take_varint(&mut message)?),
            2 => {
                let length = usize::try_from(take_varint(&mut message)?).ok()?;
                let (value, rest) = message.split_at_checked(length)?;
                message = rest;
                Field::Bytes(value)
            }
            _ => return None,
        };
        fields.push((tag >> 3, field));
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_should_be_as_long_as_asked_and_different_for_each_number() {
        assert_eq!(noise(1, 1_001).len(), 1_001);
        assert_eq!(noise(1, 64), noise(1, 64));
        assert_ne!(noise(2, 64), noise(4, 64));
        assert_ne!(nothing(0), nothing(2));
    }

    #[test]
    fn fields_should_be_written_as_protocol_buffers_are() {
        let mut message = Vec::new();
        number(1, 300, &mut message);
        bytes(2, b"ab", &mut message);
        assert_eq!(message, [0x08, 0xac, 0x02, 0x12, 0x02, b'a', b'b']);
        assert_eq!(read(&message), Some(vec![(1, Field::Number(300)), (2, Field::Bytes(b"ab"))]));
    }

    #[test]
    fn what_is_no_message_should_not_be_read() {
        // A number without an end, bytes that are not there, and a kind of field that is not used.
        for message in [
            &[0x08, 0x80][..],
            &[0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0x12, 9, 1],
            &[0x0d],
        ] {
            assert_eq!(read(message), None, "{message:?}");
        }
        assert_eq!(read(&[]), Some(Vec::new()));
    }
}
