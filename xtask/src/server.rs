//! The small file server behind `serve` and behind the page's tests.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::thread;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::error::Error;

/// A port of this machine on which files can be served. It is reached from this machine only.
pub struct Site {
    listener: TcpListener,
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
        listener.set_nonblocking(true).map_err(refused)?;
        let port = listener.local_addr().map_err(refused)?.port();
        Ok(Self { listener, port })
    }

    /// Where a browser finds it.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves the files below `root` until the program ends.
    pub fn serve(self, root: &Path) -> Result<(), Error> {
        let port = self.port;
        self.run(root).map_err(|error| Error::Port(port, error))
    }

    /// Serves the files below `root` while the program goes on.
    pub fn serve_in_background(self, root: &Path) {
        let root = root.to_path_buf();
        thread::spawn(move || {
            if let Err(error) = self.run(&root) {
                eprintln!("The file server has stopped: {error}");
            }
        });
    }

    fn run(self, root: &Path) -> io::Result<()> {
        // Ask again each time: the next build has other files under the same names.
        let fresh = SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        // A page of any other origin may show the figure, and so may a sandboxed frame, which has an origin of its own.
        let open = SetResponseHeaderLayer::overriding(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        let files = Router::new().fallback_service(ServeDir::new(root)).layer(fresh).layer(open);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async { axum::serve(tokio::net::TcpListener::from_std(self.listener)?, files).await })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_named_with_the_way_out() -> Result<(), Error> {
        let first = Site::bind(0)?;
        let second = Site::bind(first.port).err().map(|error| error.to_string());
        assert!(second.is_some_and(|text| text.contains("--port")));
        Ok(())
    }
}
