package dev.nextword.network;

/**
 * One time step of a {@link Window}, as a {@link Cell} sees it. The arrays are by gate or by state;
 * h is state 0, and the LSTM's c is state 1.
 *
 * @param gate {@code W_g x + R_g h + b_g}, without the middle term where the cell takes the
 *     recurrent products apart; then what the cell makes of it and needs on the way back
 * @param recurrent where the cell takes the recurrent products apart: {@code R_g h}, for the last
 *     gate with the last bias added; else the same as {@code gate}
 * @param memory whatever else the cell keeps for the way back
 * @param previous the state before the step
 * @param state the state after the step
 * @param gradient the loss's gradient with respect to the state: after the step when {@link
 *     Cell#backward} begins, before the step when it has ended
 * @param input the loss's gradient with respect to {@code W_g x + b_g}
 * @param back the loss's gradient with respect to {@code R_g h}: the same as {@code input} but
 *     where the cell takes the recurrent products apart
 */
record Step(
    Slice[] gate,
    Slice[] recurrent,
    Slice[] memory,
    Slice[] previous,
    Slice[] state,
    Slice[] gradient,
    Slice[] input,
    Slice[] back) {

  /** Takes the products with which a step forward begins. */
  void pullProducts() {
    pull(gate);
    if (recurrent != gate) {
      pull(recurrent);
    }
  }

  /** Puts the gradients with which a step back ends where products are made with them. */
  void pushGradients() {
    push(input);
    if (back != input) {
      push(back);
    }
  }

  private static void pull(Slice[] slices) {
    for (Slice slice : slices) {
      slice.pull();
    }
  }

  private static void push(Slice[] slices) {
    for (Slice slice : slices) {
      slice.push();
    }
  }
}
