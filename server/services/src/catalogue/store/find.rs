//! Finding variants by words.

use super::sellable::{Row, columns};
use crate::db::Tx;
use sqlx::{Postgres, QueryBuilder};

/// Shorter words have next to no trigrams, so that nothing is near them: they must stand as typed.
const SHORTEST_FORGIVEN: usize = 3;

/// Whether a word must stand in the text, or be near a word of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::catalogue) enum Match {
    Exact,
    Forgiving,
}

impl Match {
    /// Whether a slip in this word is forgiven. Never in one with a digit: no size is near
    /// another size.
    fn forgives(self, word: &str) -> bool {
        let long = word.chars().count() >= SHORTEST_FORGIVEN;
        self == Self::Forgiving && long && !word.contains(|c: char| c.is_ascii_digit())
    }

    /// What each word must score on a variant for the variant to be offered.
    const fn least_points(self) -> &'static str {
        match self {
            Self::Exact => "1",
            Self::Forgiving => "0.35",
        }
    }
}

/// How near a word must be, from now on in this transaction.
pub(in crate::catalogue) async fn forgive(tx: &mut Tx<'_>) -> Result<(), sqlx::Error> {
    sqlx::query("set local pg_trgm.word_similarity_threshold = 0.39")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Asks that each word stands in the style's text, or near it.
pub(super) fn push_matching(query: &mut QueryBuilder<Postgres>, words: &[String], how: Match) {
    for word in words {
        if how.forgives(word) {
            query.push(" and s.words %> ").push_bind(word.clone());
        } else {
            let pattern = format!("%{}%", literal(word));
            query.push(" and s.search like ").push_bind(pattern);
        }
    }
}

/// The variants that match best, at most twenty.
pub(in crate::catalogue) async fn best(
    tx: &mut Tx<'_>,
    words: &[String],
    how: Match,
) -> Result<Vec<Row>, sqlx::Error> {
    let mut query = query(words, how);
    query.build_query_as().fetch_all(&mut **tx).await
}

/// Takes the styles whose text matches, ranks their variants by how well each word fits, and
/// keeps some of every style so that a large one doesn't hide the others. At most 24 styles
/// are ranked, whatever the catalogue's size.
fn query(words: &[String], how: Match) -> QueryBuilder<Postgres> {
    let whole = words.join(" ");
    let patterns: Vec<String> = words.iter().map(|word| literal(word)).collect();
    let forgiven: Vec<bool> = words.iter().map(|word| how.forgives(word)).collect();
    let mut query =
        QueryBuilder::new("with candidates as materialized (select s.id from styles s where true");
    push_matching(&mut query, words, how);
    // A code that was scanned or typed in full comes before all else.
    query
        .push(" order by s.id in (select style_id from variants where lower(sku) = ")
        .push_bind(whole.clone())
        .push(" or lower(barcode) = ")
        .push_bind(whole.clone())
        .push(") desc, similarity(lower(s.title), ")
        .push_bind(whole)
        .push(") desc, s.title, s.id limit 24), ")
        .push(RANKED)
        .push_bind(words.to_vec())
        .push("::text[], ")
        .push_bind(patterns)
        .push("::text[], ")
        .push_bind(forgiven)
        .push(
            "::boolean[]) as typed (word, pattern, forgiven)
             cross join lateral (select case
                 when own.words like '% ' || pattern || ' %' then 3
                 when own.words like '% ' || pattern || '%' then 2
                 when own.words like '%' || pattern || '%' then 1
                 when forgiven then word_similarity(word, own.words)
                 else 0 end as points) fit) score
             where score.least >= ",
        )
        .push(how.least_points())
        .push(CHOSEN);
    query
}

/// Scores every variant of the candidates, word by word.
const RANKED: &str = "ranked as (
     select v.id, score.total,
            row_number() over (partition by v.style_id order by score.total desc, v.position) as nth
     from candidates c
     join styles s on s.id = c.id
     join variants v on v.style_id = s.id and v.active
     cross join lateral (select ' ' || lower(concat_ws(' ', s.title, s.style_number, s.category,
         s.handle, array_to_string(v.option_values, ' '), v.sku, v.barcode)) || ' ' as words) own
     cross join lateral (select sum(points) as total, min(points) as least from unnest(";

/// The best twenty, and only then all that a line takes from them.
const CHOSEN: &str = concat!(
    "), chosen as (
         select r.id, r.total from ranked r join variants v on v.id = r.id join styles s on s.id = v.style_id
         where r.nth <= greatest(4, 20 / (select count(*) from candidates))
         order by r.total desc, s.title, s.id, v.position
         limit 20
     ) select ",
    columns!(),
    " from chosen r
      join variants v on v.id = r.id
      join styles s on s.id = v.style_id
      left join vendors d on d.id = s.vendor_id
      order by r.total desc, s.title, s.id, v.position"
);

/// A word as a pattern that matches only itself.
fn literal(word: &str) -> String {
    word.replace('\\', r"\\")
        .replace('%', r"\%")
        .replace('_', r"\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_only_themselves() {
        assert_eq!(literal(r"50%_\"), r"50\%\_\\");
    }
}
