use super::served::Served;
use super::table::Row;
pub fn measure(_: &Served) -> Vec<Row> { Vec::new() }
