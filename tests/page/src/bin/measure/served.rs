//! The site that pages of the benchmark come from: the built page, the benchmark's own files, the peers, and data. All
//! of it from one origin, compressed alike, and from memory, so that no peer waits for a disk.

use std::collections::HashMap;
use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, fs, thread};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Where each part of the site lies: its first folder, and the environment variable with the place on the disk.
const PARTS: [(&str, &str); 4] = [
    ("bench/", "DOWNHILL_BENCH"),
    ("peers/", "DOWNHILL_BENCH_PEERS"),
    ("loops/", "DOWNHILL_BENCH_LOOPS"),
    ("", "DOWNHILL_DIST"),
];

type Files = Arc<Mutex<HashMap<String, Option<Bytes>>>>;

/// The site, served until the program ends.
pub struct Served {
    origin: String,
    files: Files,
}

impl Served {
    /// Serves it at a free port of this machine.
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let files = Files::default();
        let router = Router::new()
            .route("/", get(|State(files): State<Files>| async move { answer(&files, "index.html") }))
            .route(
                "/{*path}",
                get(|State(files): State<Files>, Path(path): Path<String>| async move { answer(&files, &path) }),
            )
            .with_state(Arc::clone(&files));
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let served = async { axum::serve(tokio::net::TcpListener::from_std(listener)?, router).await };
            runtime.block_on(served).unwrap();
        });
        Served { origin: format!("http://127.0.0.1:{port}/"), files }
    }

    /// The address of a file of it.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// One more file.
    pub fn add(&self, path: &str, content: &[u8]) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), Some(compressed(content)));
    }

    /// How many bytes a file of it is, as it travels.
    pub fn size(&self, path: &str) -> usize {
        file(&self.files, path).map_or(0, |content| content.len())
    }
}

fn answer(files: &Files, path: &str) -> Response {
    let Some(content) = file(files, path) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    ([(CONTENT_TYPE, kind), (CONTENT_ENCODING, "gzip"), (CACHE_CONTROL, "no-store")], content).into_response()
}

/// A file, compressed; it is read when it is asked for first.
fn file(files: &Files, path: &str) -> Option<Bytes> {
    let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
    files.entry(path.to_owned()).or_insert_with(|| Some(compressed(&fs::read(place(path)?).ok()?))).clone()
}

fn place(path: &str) -> Option<PathBuf> {
    let (rest, variable) = PARTS.iter().find_map(|(start, variable)| Some((path.strip_prefix(start)?, variable)))?;
    Some(PathBuf::from(env::var_os(variable)?).join(rest))
}

fn compressed(content: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap().into()
}
