/// Programs that the server runs for single jobs, such as `ffmpeg`: within limits, and told nothing of the
/// server.
@NullMarked
package im.parley.server.process;

import org.jspecify.annotations.NullMarked;
