package dev.guildhall.scoring;

/** From points to a score. */
final class Points {

    private Points() {}

    /** Half to even on doubles, as the original did (70.5 is 70, 45.5 is 46), then cut to 0..100. */
    static int toScore(double points) {
        return (int) Math.min(Math.max(Math.rint(points), 0), 100);
    }
}
