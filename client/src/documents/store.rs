//! Where ciphertexts are kept: a folder, or an S3-compatible store by URL. Each under its hash.

use super::{
    error::DocumentError,
    sealing::{DocumentHash, LARGEST_DOCUMENT, Sealed, document_hash},
};
use object_store::{
    ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, local::LocalFileSystem, parse_url_opts, path::Path,
};
use std::{fs, path::PathBuf, sync::Arc};
use url::Url;

/// A store of encrypted documents. It can lose them, but neither read nor change them unnoticed.
#[derive(Clone, Debug)]
pub struct DocumentStore {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    /// The folder, if it is one.
    folder: Option<PathBuf>,
    location: String,
}

impl DocumentStore {
    /// Opens the store at `location`: a folder (made if it is not there, for its owner only), or a URL such as
    /// `file:///srv/documents` or `s3://bucket/prefix`.
    ///
    /// An S3 store takes its credentials, endpoint and region from the usual `AWS_…` variables of the environment.
    pub fn open(location: &str) -> Result<Self, DocumentError> {
        let bad = |reason: String| DocumentError::BadLocation { location: location.to_owned(), reason };
        if location.trim().is_empty() {
            return Err(bad("it is empty".into()));
        }
        if !location.contains("://") {
            return Self::open_folder(PathBuf::from(location), location);
        }
        let url = Url::parse(location).map_err(|error| bad(error.to_string()))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(bad("credentials do not belong into a URL".into()));
        }
        if url.scheme() == "file" {
            let folder = url.to_file_path().map_err(|()| bad("it does not name a folder of this machine".into()))?;
            return Self::open_folder(folder, location);
        }
        // TLS with ring. If the process has chosen a provider already, its choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let environment = std::env::vars_os().filter_map(|(name, value)| {
            let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
            name.starts_with("AWS_").then(|| (name.to_ascii_lowercase(), value))
        });
        let (store, prefix) = parse_url_opts(&url, environment).map_err(|error| bad(error.to_string()))?;
        Ok(Self { store: Arc::from(store), prefix, folder: None, location: location.to_owned() })
    }

    fn open_folder(folder: PathBuf, location: &str) -> Result<Self, DocumentError> {
        let bad = |reason: String| DocumentError::BadLocation { location: location.to_owned(), reason };
        if !folder.exists() {
            let mut builder = fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(&folder).map_err(|error| bad(error.to_string()))?;
        }
        let folder = folder.canonicalize().map_err(|error| bad(error.to_string()))?;
        if !folder.is_dir() {
            return Err(bad("it is not a folder".into()));
        }
        let store = LocalFileSystem::new_with_prefix(&folder).map_err(|error| bad(error.to_string()))?.with_fsync(true);
        let location = match location.contains("://") {
            true => location.to_owned(),
            false => folder.display().to_string(),
        };
        Ok(Self { store: Arc::new(store), prefix: Path::default(), folder: Some(folder), location })
    }

    /// Where the store is, as [`Self::open`] understands it: the hint that a QR code carries. Relative folders are made
    /// absolute. It contains no credentials.
    pub fn location(&self) -> &str {
        &self.location
    }

    fn path(&self, hash: &DocumentHash) -> Path {
        self.prefix.clone().join(hex::encode(hash))
    }

    /// Stores a sealed document, in one step: readers see all of it or nothing. Storing it again changes nothing.
    pub async fn put(&self, sealed: &Sealed) -> Result<(), DocumentError> {
        let size = sealed.ciphertext.len() as u64;
        if size > LARGEST_DOCUMENT {
            return Err(DocumentError::TooLarge { size, limit: LARGEST_DOCUMENT });
        }
        if document_hash(&sealed.ciphertext) != sealed.hash {
            return Err(DocumentError::Altered { name: hex::encode(sealed.hash) });
        }
        // A damaged copy under the same name is replaced by the sound one.
        let options = PutOptions { mode: PutMode::Overwrite, ..PutOptions::default() };
        let payload = PutPayload::from(sealed.ciphertext.clone());
        self.store.put_opts(&self.path(&sealed.hash), payload, options).await.map_err(failed)?;
        self.make_private(&sealed.hash)
    }

    /// Leaves the file to its owner only.
    fn make_private(&self, hash: &DocumentHash) -> Result<(), DocumentError> {
        #[cfg(unix)]
        if let Some(folder) = &self.folder {
            use std::os::unix::fs::PermissionsExt;
            let permissions = fs::Permissions::from_mode(0o600);
            fs::set_permissions(folder.join(hex::encode(hash)), permissions)
                .map_err(|error| DocumentError::Store(error.to_string()))?;
        }
        Ok(())
    }

    /// Fetches the ciphertext with this hash, and checks that it is the one.
    pub async fn fetch(&self, hash: &DocumentHash) -> Result<Vec<u8>, DocumentError> {
        let name = || hex::encode(hash);
        let result = match self.store.get(&self.path(hash)).await {
            Ok(result) => result,
            Err(object_store::Error::NotFound { .. }) => return Err(DocumentError::Missing { name: name() }),
            Err(error) => return Err(failed(error)),
        };
        // The size is known before the content is read, so an oversized object costs nothing.
        if result.meta.size > LARGEST_DOCUMENT {
            return Err(DocumentError::TooLarge { size: result.meta.size, limit: LARGEST_DOCUMENT });
        }
        let ciphertext = result.bytes().await.map_err(failed)?.to_vec();
        match document_hash(&ciphertext) == *hash {
            true => Ok(ciphertext),
            false => Err(DocumentError::Altered { name: name() }),
        }
    }

    /// Deletes the ciphertext with this hash. With its key and salts destroyed too, the document is erased.
    pub async fn delete(&self, hash: &DocumentHash) -> Result<(), DocumentError> {
        let missing = || DocumentError::Missing { name: hex::encode(hash) };
        match self.store.head(&self.path(hash)).await {
            Err(object_store::Error::NotFound { .. }) => return Err(missing()),
            other => other.map_err(failed)?,
        };
        match self.store.delete(&self.path(hash)).await {
            Err(object_store::Error::NotFound { .. }) => Err(missing()),
            other => other.map_err(failed),
        }
    }
}

fn failed(error: object_store::Error) -> DocumentError {
    DocumentError::Store(error.to_string())
}
