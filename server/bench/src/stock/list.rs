//! A list of loose stones, as a wholesaler sends it: no serials and no reports.

use std::fmt::Write;

const CUTS: [&str; 5] = ["Ideal", "Premium", "Very Good", "Good", "Fair"];
const COLOURS: [&str; 7] = ["D", "E", "F", "G", "H", "I", "J"];
const CLARITIES: [&str; 8] = ["IF", "VVS1", "VVS2", "VS1", "VS2", "SI1", "SI2", "I1"];

/// So many stones, always the same.
pub fn stones(count: u32) -> String {
    let mut list = String::from("carat,cut,color,clarity,depth,table,price,x,y,z\n");
    let mut dice = Dice(0);
    for _ in 0..count {
        // Carat in hundredths, the rest in tenths or hundredths, too.
        let carat = 20 + dice.up_to(281);
        let side = 370 + carat + dice.up_to(40);
        let _infallible = writeln!(
            list,
            "{}.{:02},{},{},{},{}.{},{},{},{}.{:02},{}.{:02},{}.{:02}",
            carat / 100,
            carat % 100,
            dice.of(&CUTS),
            dice.of(&COLOURS),
            dice.of(&CLARITIES),
            58 + dice.up_to(7),
            dice.up_to(10),
            53 + dice.up_to(13),
            carat * carat / 4 + dice.up_to(2000) + 100,
            side / 100,
            side % 100,
            side / 100,
            side % 100,
            side * 62 / 10_000,
            side * 62 / 100 % 100,
        );
    }
    list
}

/// Numbers as if by chance: splitmix64.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        let count = u64::try_from(all.len()).unwrap_or(1);
        let at = usize::try_from(self.up_to(count)).unwrap_or_default();
        all.get(at).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_the_same_each_time_and_its_rows_differ() {
        let list = stones(500);
        assert_eq!(list, stones(500));
        let rows: std::collections::HashSet<_> = list.lines().collect();
        assert_eq!(rows.len(), 501);
        assert!(list.lines().all(|line| line.split(',').count() == 10));
    }
}
