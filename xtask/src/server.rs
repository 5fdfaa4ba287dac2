//! The small file server behind `serve` and behind the page's tests.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::error::Error;

/// So many answers are written at a time, so that a slow reader does not hold up the others.
const THREADS: usize = 4;

/// A port of this machine on which files can be served. It is reached from this machine only.
pub struct Site {
    server: Arc<Server>,
    port: u16,
}

impl Site {
    /// Takes the port; 0 means any free one.
    pub fn bind(port: u16) -> Result<Self, Error> {
        let refused = |error: io::Error| match error.kind() {
            ErrorKind::AddrInUse => Error::PortTaken(port),
            _ => Error::Port(port, error),
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(refused)?;
        let taken = listener.local_addr().map_err(refused)?.port();
        let server =
            Server::from_listener(listener, None).map_err(|error| Error::Port(port, io::Error::other(error)))?;
        Ok(Self { server: Arc::new(server), port: taken })
    }

    /// Where a browser finds it.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves the files below `root` until the program ends.
    pub fn serve(&self, root: &Path) {
        for thread in self.serve_in_background(root) {
            // A thread of the server ends only by a panic, which has been printed.
            let _ = thread.join();
        }
    }

    /// Serves the files below `root` while the program goes on.
    pub fn serve_in_background(&self, root: &Path) -> Vec<thread::JoinHandle<()>> {
        let start = |_| {
            let (server, root) = (Arc::clone(&self.server), root.to_path_buf());
            thread::spawn(move || {
                for request in server.incoming_requests() {
                    // The only failure is a browser that has gone before the end of the answer.
                    let _ = answer(request, &root);
                }
            })
        };
        (0..THREADS).map(start).collect()
    }
}

fn answer(request: Request, root: &Path) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::from_string("Only GET and HEAD are answered.\n").with_status_code(405));
    }
    let path = local_path(root, request.url());
    // A folder opens as a file too, but cannot be read.
    let file = path.filter(|path| path.is_file()).and_then(|path| Some((File::open(&path).ok()?, path)));
    let Some((file, path)) = file else {
        return request.respond(Response::from_string("There is no such file.\n").with_status_code(404));
    };
    let mut response = Response::from_file(file);
    // Ask again each time: the next build has other files under the same names.
    for (name, value) in [("Content-Type", media_type(&path)), ("Cache-Control", "no-cache")] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// The file below `root` that a request means; nothing if its path would lead anywhere else.
fn local_path(root: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let mut file = root.to_path_buf();
    for part in Path::new(path.as_ref()).components() {
        match part {
            Component::Normal(name) => file.push(name),
            _ => return None,
        }
    }
    if path.is_empty() || path.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

/// The media type by the file's extension. Browsers refuse a module or WebAssembly of the wrong one.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(url: &str) -> Option<PathBuf> {
        local_path(Path::new("/site"), url)
    }

    #[test]
    fn a_folder_means_its_index() {
        assert_eq!(file("/"), Some("/site/index.html".into()));
        assert_eq!(file("/www/"), Some("/site/www/index.html".into()));
    }

    #[test]
    fn the_query_is_not_part_of_the_file() {
        assert_eq!(file("/?loss=rosenbrock/x"), Some("/site/index.html".into()));
        assert_eq!(file("/www/a%20b.js?v=1#c"), Some("/site/www/a b.js".into()));
    }

    #[test]
    fn nothing_outside_the_folder_is_reached() {
        for url in [
            "/../secret",
            "/www/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "//etc/passwd",
            "/%2fetc/passwd",
            "secret",
            "/%ff",
        ] {
            assert_eq!(file(url), None, "{url}");
        }
    }

    #[test]
    fn modules_and_webassembly_have_the_types_that_browsers_demand() {
        assert_eq!(media_type(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(media_type(Path::new("a.js")), "text/javascript; charset=utf-8");
        assert_eq!(media_type(Path::new("a")), "application/octet-stream");
    }

    #[test]
    fn a_port_in_use_is_named_with_the_way_out() -> Result<(), Error> {
        let first = Site::bind(0)?;
        let second = Site::bind(first.port).err().map(|error| error.to_string());
        assert!(second.is_some_and(|text| text.contains("--port")));
        Ok(())
    }
}
