//! Tables read back by others' readers.

use super::{Cell, Format, Sheet, Table, column, write};
use crate::Error;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use domain::money::{Currency, Money};
use futures::stream;
use rust_decimal::Decimal;
use std::io::{BufReader, Read};

struct Row {
    text: String,
    money: Money,
    number: Option<Decimal>,
}

fn now() -> DateTime<Utc> {
    "2026-11-23T17:00:00Z".parse().unwrap()
}

fn sheet(format: Format) -> Sheet<Row> {
    Sheet {
        name: "things",
        columns: vec![
            column("Text", |row: &Row| (&row.text).into()),
            column("Money", |row| row.money.into()),
            column("Number", |row| row.number.into()),
            column("Day", |_| NaiveDate::from_ymd_opt(2026, 11, 23).into()),
            column("Moment", |_| {
                let at = "2026-11-23T12:30:00-05:00".parse::<DateTime<FixedOffset>>();
                at.ok().into()
            }),
        ],
        format,
        now: now(),
    }
}

fn row(text: &str, amount: &str, number: Option<&str>) -> Row {
    Row {
        text: text.into(),
        money: Money::parse(amount, Currency::USD).unwrap(),
        number: number.map(|number| number.parse().unwrap()),
    }
}

async fn written(format: Format, pages: Vec<Vec<Row>>) -> Result<Table, Error> {
    write(sheet(format), stream::iter(pages.into_iter().map(Ok))).await
}

fn bytes(mut table: Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    table.file.read_to_end(&mut bytes).unwrap();
    bytes
}

#[tokio::test]
async fn a_spreadsheet_reads_back_numbers_as_numbers_and_dates_as_dates() {
    let pages = vec![
        vec![row("=1+1", "1250.50", Some("0.305"))],
        vec![row("Zoë 💍", "-3", None)],
    ];
    let table = written(Format::Xlsx, pages).await.unwrap();
    assert_eq!(table.name, "things.xlsx");
    let mut book: Xlsx<_> = open_workbook_from_rs(BufReader::new(table.file)).unwrap();
    let range = book.worksheet_range("things").unwrap();
    let rows: Vec<_> = range.rows().map(<[Data]>::to_vec).collect();
    assert_eq!(rows[0][0], Data::String("Text".into()));
    assert_eq!(
        rows[1][0],
        Data::String("=1+1".into()),
        "text, not a formula"
    );
    assert_eq!(rows[1][1], Data::Float(1250.5));
    assert_eq!(rows[1][2], Data::Float(0.305));
    let Data::DateTime(day) = rows[1][3] else {
        panic!("{:?} is no date", rows[1][3]);
    };
    assert_eq!(day.to_ymd_hms_milli(), (2026, 11, 23, 0, 0, 0, 0));
    let Data::DateTime(at) = rows[1][4] else {
        panic!("{:?} is no moment", rows[1][4]);
    };
    assert_eq!(at.to_ymd_hms_milli(), (2026, 11, 23, 12, 30, 0, 0));
    assert_eq!(rows[2][0], Data::String("Zoë 💍".into()));
    assert_eq!(rows[2][1], Data::Float(-3.0));
    assert_eq!(rows[2][2], Data::Empty);
    assert_eq!(rows.len(), 3);
}

#[tokio::test]
async fn a_table_of_values_reads_back_and_holds_no_formula() {
    let pages = vec![
        vec![row("=HYPERLINK(\"x\")", "1250.50", Some("0.305"))],
        vec![row("a, \"b\"\r\nc", "-3", None)],
    ];
    let text = bytes(written(Format::Csv, pages).await.unwrap());
    let text = String::from_utf8(text).unwrap();
    let body = text.strip_prefix('\u{feff}').expect("its encoding");
    let mut reader = csv::Reader::from_reader(body.as_bytes());
    assert_eq!(
        reader.headers().unwrap(),
        vec!["Text", "Money", "Number", "Day", "Moment"]
    );
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(
        rows[0],
        vec![
            "'=HYPERLINK(\"x\")",
            "1250.50",
            "0.305",
            "2026-11-23",
            "2026-11-23 12:30"
        ]
    );
    assert_eq!(
        rows[1],
        vec![
            "a, \"b\"\r\nc",
            "-3.00",
            "",
            "2026-11-23",
            "2026-11-23 12:30"
        ]
    );
}

#[tokio::test]
async fn the_same_table_is_the_same_file() {
    for format in [Format::Csv, Format::Xlsx] {
        let make = || written(format, vec![vec![row("a", "1", None)]]);
        let (one, two) = (make().await.unwrap(), make().await.unwrap());
        assert_eq!(bytes(one), bytes(two), "{format:?}");
    }
}

#[tokio::test]
async fn a_table_without_end_is_refused_in_a_sentence() {
    let page = || (0..1_000).map(|_| row("a", "1", None)).collect::<Vec<_>>();
    let pages = stream::iter((0..).map(|_: u32| Ok(page())));
    let refused = write(sheet(Format::Csv), pages).await.unwrap_err();
    assert!(
        refused.to_string().contains("more than 100,000 rows"),
        "{refused}"
    );
}

#[tokio::test]
async fn what_goes_wrong_while_it_is_read_is_said() {
    let pages = stream::iter([Ok(vec![row("a", "1", None)]), Err(Error::Unavailable)]);
    let failed = write(sheet(Format::Xlsx), pages).await;
    assert!(matches!(failed, Err(Error::Unavailable)));
}

#[test]
fn nothing_is_a_cell_of_nothing() {
    assert_eq!(Cell::from(None::<Money>), Cell::Nothing);
}
