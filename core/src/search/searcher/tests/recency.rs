//! Of answers that fit alike the newer stands first, and age never outweighs a better fit.

use super::*;

const NOW: Timestamp = Timestamp::from_unix(1_795_312_800);

/// A library whose documents are so many days old.
struct Dated {
    library: Library,
    days: HashMap<i64, i64>,
}

impl DocTexts for Dated {
    fn text(&self, conn: &Connection, doc: i64) -> Result<Option<DocText>, SearchError> {
        let published = self.days.get(&doc).map(|days| NOW.plus(-days * 86_400));
        Ok(self.library.texts.text(conn, doc)?.map(|text| DocText { published, ..text }))
    }

    fn newest(&self, _: &Connection) -> Result<Option<Timestamp>, SearchError> {
        Ok(Some(NOW))
    }
}

/// Documents found for `query`; each comes with its age in days and its text.
fn docs(query: &str, filter: Option<&DocSet>, all: &[(i64, i64, &str)]) -> Vec<i64> {
    let texts: Vec<(i64, &str, &str)> = all.iter().map(|(doc, _, body)| (*doc, "Tin", *body)).collect();
    let dated = Dated { library: Library::new(&texts), days: all.iter().map(|(doc, days, _)| (*doc, *days)).collect() };
    let query = Query::parse(query);
    let request = Request { query: &query, filter, page: Page { offset: 0, limit: 20 } };
    let answer = Searcher::new().search(&dated.library.conn, &request, &dated, &CancelToken::new()).unwrap();
    answer.hits.iter().map(|hit| hit.doc).collect()
}

const CUT: &str = "Điện lực báo lịch cắt điện ở xã trong tuần này.";

#[test]
fn of_equal_texts_the_newer_stands_first_whatever_their_numbers() {
    assert_eq!(docs("lịch cắt điện", None, &[(1, 0, CUT), (2, 400, CUT), (3, 20, CUT)]), [1, 3, 2]);
    // Far in the past as well, and with a date that is still to come.
    assert_eq!(docs("lịch cắt điện", None, &[(1, 90, CUT), (2, 180, CUT), (3, -9, CUT)]), [3, 1, 2]);
}

#[test]
fn an_old_text_that_fits_better_stays_before_a_new_one() {
    let near = "Điện lực báo lịch cắt điện ở xã.";
    let apart = "Điện về xã đã lâu. Lịch họp thôn dán ở đình, ai cần thì cắt một tờ mang về nhà xem.";
    assert_eq!(docs("lịch cắt điện", None, &[(1, 3_000, near), (2, 0, apart)]), [1, 2]);
    let part = "Điện lực báo lịch nghỉ tết của xã.";
    assert_eq!(docs("lịch cắt điện", None, &[(1, 3_000, near), (2, 0, part)]), [1, 2]);
}

#[test]
fn without_dates_and_of_one_date_the_order_is_that_of_the_texts() {
    let table = Library::new(&[(1, "Tin", CUT), (2, "Tin", CUT)]);
    assert_eq!(table.docs("lịch cắt điện"), [2, 1]);
    assert_eq!(docs("lịch cắt điện", None, &[(1, 7, CUT), (2, 7, CUT)]), [2, 1]);
}

#[test]
fn a_filter_changes_nothing_about_ages() {
    let all = [(1, 0, CUT), (2, 40, CUT), (3, 80, CUT), (4, 120, CUT)];
    let without_the_newest: DocSet = [2, 3, 4].into_iter().collect();
    assert_eq!(docs("lịch cắt điện", Some(&without_the_newest), &all), [2, 3, 4]);
}
