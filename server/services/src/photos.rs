//! Pictures: checked, made anew and kept under the name of their content.
//!
//! Every picture is decoded and encoded again, so that what is served is a picture and nothing
//! else: no metadata, no hidden second file, upright.

use crate::{Caller, Error, Services};
use domain::staff::Permission;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use sha2::{Digest, Sha256};
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file that is taken: what a telephone's camera makes, and some.
pub const MOST_BYTES: usize = 15 * 1024 * 1024;

/// Longer sides are made smaller: no screen shows more.
const LONGEST_SIDE: u32 = 2_000;
const THUMBNAIL_SIDE: u32 = 480;
const QUALITY: u8 = 84;

/// A picture of more pixels is a mistake, or meant to exhaust us.
const MOST_PIXELS_A_SIDE: u32 = 12_000;
const MOST_MEMORY: u64 = 400 * 1024 * 1024;

/// Keeps a picture and gives its path. Nothing shows it until a style or a piece names it, which
/// asks for a right of its own.
pub async fn keep(services: &Services, caller: Caller<'_>, file: Vec<u8>) -> Result<String, Error> {
    caller.require(Permission::WorkOrders)?;
    services.photos.keep(file).await
}

/// Where pictures are kept. All that is asked of it is to keep bytes under a name and to give
/// them back, so that a bucket of object storage can take its place.
#[derive(Debug, Clone)]
pub struct PhotoStore {
    directory: Arc<Path>,
}

impl PhotoStore {
    /// Keeps pictures in a directory, which is made when the first one comes.
    #[must_use]
    pub fn new(directory: PathBuf) -> Self {
        Self {
            directory: directory.into(),
        }
    }

    /// Checks a picture, keeps it with its thumbnail, and gives the path at which it is served.
    /// The same picture again is the same file.
    pub async fn keep(&self, file: Vec<u8>) -> Result<String, Error> {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.keep_now(&file))
            .await
            .map_err(Error::internal)?
    }

    fn keep_now(&self, file: &[u8]) -> Result<String, Error> {
        let picture = decode(file)?;
        let large = encode(&fit(&picture, LONGEST_SIDE))?;
        let small = encode(&fit(&picture, THUMBNAIL_SIDE))?;
        let name = hex::encode(Sha256::digest(&large));
        std::fs::create_dir_all(&self.directory).map_err(Error::internal)?;
        // The thumbnail first: a picture that is there has one.
        self.write(&format!("{name}-480.jpg"), &small)?;
        self.write(&format!("{name}.jpg"), &large)?;
        Ok(format!("/photos/{name}.jpg"))
    }

    /// Writes a file whole or not at all, whatever happens meanwhile.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.directory.join(name);
        if path.exists() {
            return Ok(());
        }
        let unfinished = self
            .directory
            .join(format!("{name}.{}", uuid::Uuid::now_v7()));
        let written = std::fs::File::create(&unfinished).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()?;
            std::fs::rename(&unfinished, &path)
        });
        written.map_err(Error::internal)
    }

    /// A picture by the name of its file; any other name is of nothing.
    pub async fn read(&self, name: &str) -> Result<Vec<u8>, Error> {
        if !is_name(name) {
            return Err(Error::NotFound);
        }
        match tokio::fs::read(self.directory.join(name)).await {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::NotFound),
            Err(error) => Err(Error::internal(error)),
        }
    }
}

/// Whether a name is one that we give: a hash, perhaps `-480`, `.jpg`.
fn is_name(name: &str) -> bool {
    let stem = name.strip_suffix(".jpg").unwrap_or_default();
    let hash = stem.strip_suffix("-480").unwrap_or(stem);
    hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Reads a picture by what it is, not by what it is called.
fn decode(file: &[u8]) -> Result<DynamicImage, Error> {
    let refused = |message: &str| Error::field("/file", message);
    if file.len() > MOST_BYTES {
        return Err(refused("This picture is larger than 15 MB."));
    }
    let mut reader = ImageReader::new(Cursor::new(file))
        .with_guessed_format()
        .map_err(Error::internal)?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    if !reader
        .format()
        .is_some_and(|format| known.contains(&format))
    {
        return Err(refused("Choose a picture in JPEG, PNG or WebP."));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS_A_SIDE);
    limits.max_image_height = Some(MOST_PIXELS_A_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let unreadable = |_| refused("This picture can't be read. It may be damaged or too large.");
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn fit(picture: &DynamicImage, side: u32) -> RgbImage {
    let larger = picture.width() > side || picture.height() > side;
    if larger {
        on_white(&picture.thumbnail(side, side))
    } else {
        on_white(picture)
    }
}

/// Pictures cut out of their background stand on white, as they would on paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let cut_out = picture.to_rgba8();
    RgbImage::from_fn(cut_out.width(), cut_out.height(), |x, y| {
        let [red, green, blue, alpha] = cut_out.get_pixel(x, y).0;
        Rgb([red, green, blue].map(|channel| over_white(channel, alpha)))
    })
}

fn over_white(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u16::from(channel), u16::from(alpha));
    u8::try_from((channel * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
}

fn encode(picture: &RgbImage) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(picture)
        .map_err(Error::internal)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgba;

    fn store() -> PhotoStore {
        let directory = format!("bezel-photos-{}", uuid::Uuid::now_v7());
        PhotoStore::new(std::env::temp_dir().join(directory))
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let picture = image::RgbaImage::from_pixel(width, height, Rgba([200, 160, 90, 128]));
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[tokio::test]
    async fn a_picture_is_kept_once_with_its_thumbnail() {
        let store = store();
        let path = store.keep(png(3_000, 1_500)).await.unwrap();
        assert_eq!(store.keep(png(3_000, 1_500)).await.unwrap(), path);
        assert!(domain::catalogue::is_ours(&path));
        let small = domain::catalogue::thumbnail(&path);
        for (path, size) in [(&path, (2_000, 1_000)), (&small, (480, 240))] {
            let name = path.strip_prefix("/photos/").unwrap();
            let bytes = store.read(name).await.unwrap();
            assert_eq!(&bytes[..2], [0xff, 0xd8]);
            let picture = image::load_from_memory(&bytes).unwrap();
            assert_eq!((picture.width(), picture.height()), size);
        }
        let kept = std::fs::read_dir(&*store.directory).unwrap().count();
        assert_eq!(kept, 2);
        std::fs::remove_dir_all(&*store.directory).unwrap();
    }

    #[tokio::test]
    async fn what_is_no_picture_is_refused_whatever_it_is_called() {
        let store = store();
        let mut bomb = png(8, 8);
        // The header claims a side of two thousand million pixels.
        bomb[16..20].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff]);
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec();
        let torn = png(64, 64)[..60].to_vec();
        for file in [Vec::new(), svg, torn, bomb, b"GIF89a".to_vec()] {
            assert!(matches!(store.keep(file).await, Err(Error::Invalid(_))));
        }
        assert!(!store.directory.exists());
    }

    #[tokio::test]
    async fn only_names_of_pictures_are_read() {
        let hash = "a".repeat(64);
        let store = store();
        for name in [
            "../secret",
            "x.jpg",
            "",
            &format!("{hash}.png"),
            &format!("{hash}.jpg"),
        ] {
            assert!(
                matches!(store.read(name).await, Err(Error::NotFound)),
                "{name}"
            );
        }
    }

    #[test]
    fn cut_out_pictures_stand_on_white() {
        assert_eq!(over_white(0, 0), 255);
        assert_eq!(over_white(0, 255), 0);
        assert_eq!(over_white(100, 255), 100);
    }
}
