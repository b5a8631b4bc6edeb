using static Teaching.Data.DigitSkeletons;

namespace Teaching.Data;

/// <summary>
/// One hand writing one digit: how it slants, stretches, turns, bends and shifts the skeleton, how wide its pen is and how
/// hard it presses. All of it is drawn from a seeded generator, with nothing but + - * / and square root, whose results
/// are the same bits on every machine (a sine is not).
/// </summary>
internal sealed class DigitHand
{
    private readonly Rng random;
    private readonly double slant, turnCos, turnSin, width, height, shiftX, shiftY;
    private readonly double bend, lean, swell, sag, twist;
    private readonly double pen, pressureStart, pressureEnd;

    /// <summary>A hand whose habits come from the generator, on paper of 28 by 28 pixels.</summary>
    public DigitHand(Rng random)
    {
        this.random = random;
        slant = 0.10 + Around(0.54);
        double halfTurn = Around(0.19); // tan(angle / 2)
        turnCos = (1 - halfTurn * halfTurn) / (1 + halfTurn * halfTurn);
        turnSin = 2 * halfTurn / (1 + halfTurn * halfTurn);
        height = 8.9 + Around(2.3);
        width = height * (0.95 + Around(0.46));
        shiftX = 13.5 + Around(4.0);
        shiftY = 13.5 + Around(3.4);
        bend = Around(0.38);
        lean = Around(0.28);
        swell = Around(0.34);
        sag = Around(0.28);
        twist = Around(0.22);
        pen = 1.20 + Around(0.80);
        pressureStart = Around(0.45);
        pressureEnd = Around(0.45);
    }

    /// <summary>Draws the digit on the paper.</summary>
    public void Write(int digit, DigitPaper paper)
    {
        Point[][][] way = Pick(Strokes[digit]);
        foreach (Point[][] stroke in way)
        {
            Point carried = default; // a corner belongs to two pieces and is moved once
            for (int piece = 0; piece < stroke.Length; piece++)
            {
                Point[] points = [.. stroke[piece].Select(Shaken)];
                if (piece > 0) points[0] = carried;
                carried = points[^1];
                Draw(points, paper);
            }
        }
    }

    /// <summary>Follows the points smoothly (Catmull-Rom: through each point, parallel to the line between its neighbours).</summary>
    private void Draw(Point[] points, DigitPaper paper)
    {
        const int Steps = 5;
        int parts = points.Length - 1;
        (Point at, double radius) = (OnPaper(points[0]), Radius(0));
        for (int part = 0; part < parts; part++)
        {
            (Point a, Point b) = (points[part], points[part + 1]);
            Point before = part > 0 ? points[part - 1] : a;
            Point after = part + 2 < points.Length ? points[part + 2] : b;
            for (int step = 1; step <= Steps; step++)
            {
                double t = step / (double)Steps;
                Point next = OnPaper(new(Spline(before.X, a.X, b.X, after.X, t), Spline(before.Y, a.Y, b.Y, after.Y, t)));
                double nextRadius = Radius((part + t) / parts);
                paper.Line(at.X, at.Y, radius, next.X, next.Y, nextRadius);
                (at, radius) = (next, nextRadius);
            }
        }
    }

    private static double Spline(double p0, double p1, double p2, double p3, double t) =>
        0.5 * (2 * p1 + t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0))));

    /// <summary>Half the width of the line, s of the way along a piece.</summary>
    private double Radius(double s) => pen * (1 + pressureStart * (1 - s) * (1 - s) + pressureEnd * s * s);

    private Point Shaken(Point p) => new(p.X + Around(0.14), p.Y + Around(0.13));

    /// <summary>Bends the square smoothly, then slants, turns, stretches and shifts it onto the paper, in pixels.</summary>
    private Point OnPaper(Point p)
    {
        double u = p.X + bend * (p.Y * p.Y - 0.4) + lean * p.Y * p.Y * p.Y + swell * p.X * p.Y;
        double v = p.Y + sag * (p.X * p.X - 0.15) + twist * p.X * p.Y;
        u -= slant * v;
        (u, v) = (turnCos * u - turnSin * v, turnSin * u + turnCos * v);
        return new(shiftX + width * u, shiftY + height * v);
    }

    private T Pick<T>(T[] items) => items[random.Below(items.Length)];

    /// <summary>A bell-shaped number around 0 (the sum of three uniform ones), never beyond the reach.</summary>
    private double Around(double reach) => reach * (2 * (random.NextDouble() + random.NextDouble() + random.NextDouble()) / 3 - 1);
}
