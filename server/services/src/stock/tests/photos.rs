//! Pictures of pieces.

use super::*;
use crate::Staff;
use crate::stock::{add_photo, list, remove_photo, show};
use domain::stock::StockFilter;
use sqlx::PgPool;

/// The path of a picture that was kept.
fn picture(of: u8) -> String {
    format!("/photos/{}.jpg", format!("{of:02x}").repeat(32))
}

impl Vault {
    async fn photograph(&self, who: &Staff, piece: PieceId, url: &str) -> Result<(), Error> {
        let key = IdempotencyKey::generate();
        add_photo(&self.house.services, who.into(), piece, url, key).await
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_shows_its_pictures_and_a_list_the_first(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("200")).await;
    let jeweler = &vault.house.jeweler;
    for of in [1, 2, 1] {
        vault.photograph(jeweler, ring, &picture(of)).await.unwrap();
    }
    let (services, manager) = (&vault.house.services, vault.manager());
    let shown = show(services, manager, ring).await.unwrap();
    let urls: Vec<_> = shown.photos.iter().map(|photo| photo.url.clone()).collect();
    assert_eq!(urls, [picture(1), picture(2)]);
    let first = || async {
        let page = list(services, manager, &StockFilter::default()).await;
        page.unwrap().pieces[0].photo.clone()
    };
    assert_eq!(first().await, Some(picture(1)));

    let key = IdempotencyKey::generate();
    let photo = shown.photos[0].id;
    remove_photo(services, manager, ring, photo, key)
        .await
        .unwrap();
    remove_photo(services, manager, ring, photo, key)
        .await
        .unwrap();
    assert_eq!(first().await, Some(picture(2)));
    let again = IdempotencyKey::generate();
    let gone = remove_photo(services, manager, ring, photo, again).await;
    assert!(matches!(gone, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "./migrations")]
async fn only_pictures_that_we_keep_and_not_without_end(db: PgPool) {
    let vault = Vault::open(db).await;
    let ring = vault.add(&vault.ring("200")).await;
    let sales = &vault.house.sales;
    for other in ["https://example.com/a.jpg", "/photos/../secret.jpg", ""] {
        let tried = vault.photograph(sales, ring, other).await;
        assert_eq!(complaint(tried, "/file"), "This is not a picture.");
    }
    for of in 0..24 {
        vault.photograph(sales, ring, &picture(of)).await.unwrap();
    }
    let tried = vault.photograph(sales, ring, &picture(99)).await;
    assert_eq!(complaint(tried, "/file"), "A piece has at most 24 photos.");
}

#[sqlx::test(migrations = "./migrations")]
async fn pictures_are_taken_by_those_who_work_on_pieces(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let ring = vault.add(&vault.ring("200")).await;
    let url = picture(1);
    let tried = vault.photograph(&vault.house.bookkeeper, ring, &url).await;
    assert!(matches!(tried, Err(Error::Forbidden)));
    vault
        .photograph(&vault.house.sales, ring, &url)
        .await
        .unwrap();
    let (services, key) = (&vault.house.services, IdempotencyKey::generate());
    let shown = show(services, vault.manager(), ring).await.unwrap();
    let photo = shown.photos[0].id;
    let sales = (&vault.house.sales).into();
    let tried = remove_photo(services, sales, ring, photo, key).await;
    assert!(matches!(tried, Err(Error::Forbidden)));

    let other = House::open(db).await;
    let theirs = vault.photograph(&other.owner, ring, &url).await;
    assert!(matches!(theirs, Err(Error::NotFound)));
    let tried = remove_photo(services, (&other.owner).into(), ring, photo, key).await;
    assert!(matches!(tried, Err(Error::NotFound)));
}
