/// What the operator's console asks beside what back ends can: service `console` of the REST API. It stores nothing
/// of its own.
@NullMarked
package im.parley.server.console;

import org.jspecify.annotations.NullMarked;
