//! What a clerk asks of the stock: the use case's answer, and plain SQL's to the same question.

use anyhow::{Context, Result, ensure};
use clap::Args;
use domain::stock::{Clarity, Form, Shape, StockFilter, StockOrder};
use services::{Caller, Console, Secret, Services, stock};
use sqlx::postgres::PgRow;
use sqlx::{Connection, PgConnection, Row};
use uuid::Uuid;

use crate::quantiles::time;
use crate::{house, use_cases};

const TRIES: usize = 300;

/// Looks for pieces and stones.
#[derive(Debug, Args)]
pub struct Find {
    /// The database, as the server uses it.
    #[arg(long)]
    database: String,
}

/// Something that is looked for.
struct Question {
    name: &'static str,
    filter: StockFilter,
    /// The first page's pieces, with what is shown of each, by somebody who knows the tables.
    plain: &'static str,
}

impl Find {
    pub async fn run(self) -> Result<()> {
        let services = use_cases::over(&self.database, 1, Secret::new([0; 32]))?;
        let mut plain = PgConnection::connect(&self.database).await?;
        for question in questions() {
            same_answer(&services, &mut plain, &question).await?;
            let ours = time(TRIES, async || ask(&services, &question).await.map(drop)).await?;
            let theirs = time(TRIES, async || {
                ask_plainly(&mut plain, &question).await.map(drop)
            })
            .await?;
            println!(
                "{}: {ours}; plain SQL: {theirs}; {}",
                question.name,
                ours.against(&theirs)
            );
        }
        let facets = StockFilter {
            form: Some(Form::Stone),
            ..StockFilter::default()
        };
        let console = console();
        let count = async || {
            let found = stock::facets(&services, Caller::from(&console), &facets).await?;
            ensure!(found.total > 0, "there are no stones");
            Ok(())
        };
        println!(
            "how many stones each filter leaves: {}",
            time(TRIES, count).await?
        );
        Ok(())
    }
}

fn console() -> Console {
    Console {
        store: house::store(),
    }
}

async fn ask(services: &Services, question: &Question) -> Result<Vec<Uuid>> {
    let page = stock::list(services, Caller::from(&console()), &question.filter).await?;
    Ok(page.pieces.iter().map(|piece| piece.id.uuid()).collect())
}

async fn ask_plainly(db: &mut PgConnection, question: &Question) -> Result<Vec<PgRow>> {
    // It forgives as much as the use case does; a question to the letter doesn't care.
    Ok(sqlx::query(question.plain).fetch_all(db).await?)
}

/// The two would be compared in vain if they found something else.
async fn same_answer(
    services: &Services,
    plain: &mut PgConnection,
    question: &Question,
) -> Result<()> {
    sqlx::query("set pg_trgm.word_similarity_threshold = 0.45")
        .execute(&mut *plain)
        .await?;
    let ours = ask(services, question).await?;
    let theirs = ask_plainly(plain, question).await?;
    let theirs = theirs.iter().map(|row| row.try_get("id"));
    let theirs = theirs
        .collect::<Result<Vec<Uuid>, _>>()
        .context(question.name)?;
    ensure!(!ours.is_empty(), "nothing was found: {}", question.name);
    ensure!(
        ours == theirs,
        "plain SQL found something else: {}",
        question.name
    );
    Ok(())
}

fn questions() -> [Question; 5] {
    let text = |text: &str| StockFilter {
        text: text.into(),
        ..StockFilter::default()
    };
    [
        Question {
            name: "a serial, “J104242”",
            filter: text("J104242"),
            plain: include_str!("../sql/find/serial.sql"),
        },
        Question {
            name: "words, “sapphire halo”",
            filter: text("sapphire halo"),
            plain: include_str!("../sql/find/words.sql"),
        },
        Question {
            name: "words with slips, “saphire hallo”",
            filter: text("saphire hallo"),
            plain: include_str!("../sql/find/slips.sql"),
        },
        Question {
            name: "stones by filters, the cheapest first",
            filter: StockFilter {
                form: Some(Form::Stone),
                free: true,
                shapes: vec![Shape::Round],
                colours: vec!["E".into(), "F".into()],
                clarities: vec![Clarity::Vs1, Clarity::Vs2],
                carat_from: "1".into(),
                carat_to: "1.5".into(),
                order: Some(StockOrder::Cheapest),
                ..StockFilter::default()
            },
            plain: include_str!("../sql/find/stones.sql"),
        },
        Question {
            name: "stones by a word and filters, the largest first",
            filter: StockFilter {
                form: Some(Form::Stone),
                colours: vec!["D".into()],
                price_to: "4000".into(),
                order: Some(StockOrder::Heaviest),
                ..text("vvs1")
            },
            plain: include_str!("../sql/find/word_and_filters.sql"),
        },
    ]
}
