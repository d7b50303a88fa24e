//! What a runtime's WASM file says of itself.
//!
//! Every runtime carries its version in a section of its own, which nodes read before they run it. The rest of what a
//! runtime is can only be learnt by running it, which this program does not do: see [`super::comparison`].

use super::GovernanceError;
use codec::Decode;
use sp_crypto_hashing::blake2_256;
use sp_maybe_compressed_blob::{CODE_BLOB_BOMB_LIMIT, decompress};
use subxt::utils::H256;

/// The largest file that is read, in bytes: more than a block could carry.
pub const LARGEST_CODE: usize = 16 * 1024 * 1024;

/// What every WASM file begins with: its name and the version of the format.
const WASM: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The section that has the version.
const VERSION: &[u8] = b"runtime_version";

/// The version of a runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The name of the chain's rules: an upgrade never changes it.
    pub spec_name: String,
    /// The name of what implements them.
    pub impl_name: String,
    /// The version of the rules: an upgrade raises it.
    pub spec_version: u32,
    /// The version of what implements them.
    pub impl_version: u32,
    /// The version of how transactions are encoded: where it changes, signers have to follow.
    pub transaction_version: Option<u32>,
}

/// A runtime's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The hash by which it is authorised: of the file as it is, compressed or not.
    pub hash: H256,
    /// How large the file is, in bytes.
    pub size: usize,
    /// How large the WASM in it is, in bytes.
    pub unpacked: usize,
    /// The version.
    pub version: Version,
}

/// How the version is encoded in its section. The list of the runtime's interfaces has a section of its own there.
#[derive(Decode)]
struct EncodedVersion {
    spec_name: String,
    impl_name: String,
    _authoring_version: u32,
    spec_version: u32,
    impl_version: u32,
    _apis: Vec<([u8; 8], u32)>,
}

impl Code {
    /// Reads a file's content.
    pub fn read(file: &[u8]) -> Result<Self, GovernanceError> {
        if file.len() > LARGEST_CODE {
            return Err(GovernanceError::CodeTooLarge);
        }
        let wasm = decompress(file, CODE_BLOB_BOMB_LIMIT)
            .map_err(|_| GovernanceError::NotARuntime("it cannot be unpacked"))?;
        let section = section(&wasm, VERSION)?.ok_or(GovernanceError::NotARuntime("it has no version"))?;
        Ok(Self {
            hash: H256(blake2_256(file)),
            size: file.len(),
            unpacked: wasm.len(),
            version: Version::decode(section)?,
        })
    }

    /// Refuses another code than the one with this hash.
    pub fn expect(&self, hash: H256) -> Result<(), GovernanceError> {
        match self.hash == hash {
            true => Ok(()),
            false => Err(GovernanceError::OtherCode { expected: hash, found: self.hash }),
        }
    }
}

impl Version {
    fn decode(section: &[u8]) -> Result<Self, GovernanceError> {
        let mut input = section;
        let version = EncodedVersion::decode(&mut input)
            .map_err(|_| GovernanceError::NotARuntime("its version cannot be read"))?;
        Ok(Self {
            spec_name: version.spec_name,
            impl_name: version.impl_name,
            spec_version: version.spec_version,
            impl_version: version.impl_version,
            transaction_version: u32::decode(&mut input).ok(),
        })
    }
}

/// The content of the first custom section with this name, if there is one.
fn section<'a>(wasm: &'a [u8], name: &[u8]) -> Result<Option<&'a [u8]>, GovernanceError> {
    let broken = || GovernanceError::NotARuntime("it is no WASM");
    let mut rest = wasm.strip_prefix(WASM.as_slice()).ok_or_else(broken)?;
    while let Some((id, after)) = rest.split_first() {
        let (length, after) = number(after).ok_or_else(broken)?;
        let (content, after) = after.split_at_checked(length).ok_or_else(broken)?;
        rest = after;
        // Custom sections have the number zero, and begin with their name.
        if *id == 0 {
            let (length, content) = number(content).ok_or_else(broken)?;
            let (own, content) = content.split_at_checked(length).ok_or_else(broken)?;
            if own == name {
                return Ok(Some(content));
            }
        }
    }
    Ok(None)
}

/// An unsigned number of at most 32 bits in LEB128, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0u64;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((usize::try_from(u32::try_from(value).ok()?).ok()?, bytes.get(index + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Encode;

    fn version(spec_version: u32) -> Vec<u8> {
        let head = ("bogam", "bogam", 1u32, spec_version, 2u32, Vec::<([u8; 8], u32)>::new());
        (head, 3u32, 1u8).encode()
    }

    fn wasm(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = WASM.to_vec();
        for (id, content) in sections {
            assert!(content.len() < 128, "one byte of length");
            bytes.extend([*id, content.len() as u8]);
            bytes.extend_from_slice(content);
        }
        bytes
    }

    fn custom(name: &str, content: &[u8]) -> Vec<u8> {
        [&[name.len() as u8][..], name.as_bytes(), content].concat()
    }

    fn runtime(spec_version: u32) -> Vec<u8> {
        let other = custom("name", &[1, 2, 3]);
        wasm(&[(0, &other), (1, &[0]), (0, &custom("runtime_version", &version(spec_version)))])
    }

    #[test]
    fn version_should_be_read_from_its_section() {
        let file = runtime(42);
        let code = Code::read(&file).unwrap();
        assert_eq!(code.hash, H256(blake2_256(&file)));
        assert_eq!((code.size, code.unpacked), (file.len(), file.len()));
        assert_eq!(
            code.version,
            Version {
                spec_name: "bogam".into(),
                impl_name: "bogam".into(),
                spec_version: 42,
                impl_version: 2,
                transaction_version: Some(3),
            }
        );
        assert!(code.expect(code.hash).is_ok());
        assert!(matches!(code.expect(H256([0; 32])), Err(GovernanceError::OtherCode { .. })));
    }

    #[test]
    fn compressed_code_should_be_hashed_as_it_is_and_read_unpacked() {
        let file = runtime(7);
        let packed = sp_maybe_compressed_blob::compress_weakly(&file, CODE_BLOB_BOMB_LIMIT).unwrap();
        let code = Code::read(&packed).unwrap();
        assert_eq!((code.hash, code.size), (H256(blake2_256(&packed)), packed.len()));
        assert_eq!((code.unpacked, code.version.spec_version), (file.len(), 7));
    }

    #[test]
    fn file_should_be_refused_when_it_is_no_runtime() {
        let bomb =
            sp_maybe_compressed_blob::compress_weakly(&vec![0; CODE_BLOB_BOMB_LIMIT + 1], CODE_BLOB_BOMB_LIMIT + 1);
        let truncated = runtime(1)[..40].to_vec();
        let endless = [WASM.as_slice(), &[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]].concat();
        let without = wasm(&[(1, &[0])]);
        let broken = wasm(&[(0, &custom("runtime_version", &[0xff]))]);
        for file in [Vec::new(), b"MZ".to_vec(), bomb.unwrap(), truncated, endless, without, broken] {
            assert!(matches!(Code::read(&file), Err(GovernanceError::NotARuntime(_))), "{} bytes", file.len());
        }
        assert!(matches!(Code::read(&vec![0; LARGEST_CODE + 1]), Err(GovernanceError::CodeTooLarge)));
    }
}
