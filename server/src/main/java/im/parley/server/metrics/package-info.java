/// What the server counts and measures, in Prometheus' text form at `/metrics`.
@NullMarked
package im.parley.server.metrics;

import org.jspecify.annotations.NullMarked;
