/// The load generator: drives a Parley server, and other chat servers beside it, and prints what each one
/// did and cost.
@NullMarked
package im.parley.bench;

import org.jspecify.annotations.NullMarked;
