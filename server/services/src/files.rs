//! Files of designs: models, drawings and pictures, kept as they came under the hash of their
//! content. What they are is read from what they hold, never from what they are called.

use crate::{Error, Services};
use domain::orders::custom::files::{DesignFile, FileKind, MOST_BYTES, is_hash};
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where files are kept. All that is asked of it is to keep bytes under a name and to give them
/// back, so that a bucket of object storage can take its place.
#[derive(Debug, Clone)]
pub struct FileStore {
    directory: Arc<Path>,
}

impl FileStore {
    /// Keeps files in a directory, which is made when the first one comes.
    #[must_use]
    pub fn new(directory: PathBuf) -> Self {
        Self {
            directory: directory.into(),
        }
    }

    /// Keeps a file whole or not at all, and gives the hash of its content. The same again is the
    /// same file.
    pub async fn keep(&self, file: Vec<u8>) -> Result<String, Error> {
        let directory = self.directory.clone();
        tokio::task::spawn_blocking(move || write(&directory, &file))
            .await
            .map_err(Error::internal)?
            .map_err(Error::internal)
    }

    /// The content of a file by its hash; any other name is of nothing.
    pub async fn read(&self, hash: &str) -> Result<Vec<u8>, Error> {
        if !is_hash(hash) {
            return Err(Error::NotFound);
        }
        match tokio::fs::read(self.directory.join(hash)).await {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::NotFound),
            Err(error) => Err(Error::internal(error)),
        }
    }
}

fn write(directory: &Path, file: &[u8]) -> io::Result<String> {
    let hash = hex::encode(Sha256::digest(file));
    let path = directory.join(&hash);
    if path.exists() {
        return Ok(hash);
    }
    std::fs::create_dir_all(directory)?;
    let unfinished = directory.join(format!("{hash}.{}", uuid::Uuid::now_v7()));
    let mut written = std::fs::File::create(&unfinished)?;
    written.write_all(file)?;
    written.sync_all()?;
    std::fs::rename(&unfinished, &path)?;
    Ok(hash)
}

/// Checks a file, keeps it, and a picture of it where it is one.
pub(crate) async fn keep(services: &Services, file: Vec<u8>) -> Result<DesignFile, Error> {
    let refused = |message: &str| Error::field("/file", message);
    if file.len() > MOST_BYTES {
        return Err(refused("This file is larger than 20 MB."));
    }
    let kind = FileKind::of(&file)
        .ok_or_else(|| refused("Choose an STL or 3DM model, a PDF, or a JPEG, PNG or WebP."))?;
    let picture = if kind.is_picture() {
        Some(services.photos.keep(file.clone()).await?)
    } else {
        None
    };
    let bytes = u64::try_from(file.len()).map_err(Error::internal)?;
    Ok(DesignFile {
        hash: services.files.keep(file).await?,
        kind,
        bytes,
        picture,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_is_kept_once_as_it_came_and_read_by_its_hash_alone() {
        let name = format!("bezel-files-{}", uuid::Uuid::now_v7());
        let store = FileStore::new(std::env::temp_dir().join(name));
        let hash = store.keep(b"%PDF-1.7 one".to_vec()).await.unwrap();
        assert_eq!(store.keep(b"%PDF-1.7 one".to_vec()).await.unwrap(), hash);
        assert_ne!(store.keep(b"%PDF-1.7 two".to_vec()).await.unwrap(), hash);
        assert_eq!(store.read(&hash).await.unwrap(), b"%PDF-1.7 one");
        for name in [
            "../secret",
            "",
            &hash[1..],
            &"A".repeat(64),
            &"0".repeat(64),
        ] {
            assert!(
                matches!(store.read(name).await, Err(Error::NotFound)),
                "{name}"
            );
        }
        assert_eq!(std::fs::read_dir(&*store.directory).unwrap().count(), 2);
        std::fs::remove_dir_all(&*store.directory).unwrap();
    }
}
