using MathNet.Numerics.LinearAlgebra;
using static Teaching.Tests.Lessons.Errata.Exercise1Source;

namespace Teaching.Tests.Lessons.Errata;

/// <summary>What the code of the notebook "Exercise 1" b) gives and claims, and what is right.</summary>
public class Exercise1Tests
{
    private static readonly Matrix<double>[] Twos = AllEqual(2);
    private static readonly Pass WithTwos = Forward(Twos);

    [Fact]
    public void With_target_1_it_prints_1_and_0_and_23_zero_gradients()
    {
        Assert.Equal(1, WithTwos.P);
        Assert.Equal(0, Loss(1, WithTwos.P));
        Assert.All(Entries(Backward(WithTwos, 1, Twos)), g => Assert.Equal(0, g));
    }

    [Fact]
    public void z3_is_720_whose_sigmoid_is_1_to_the_last_bit_in_float_and_double()
    {
        Assert.Equal(720, WithTwos.Z3);
        Assert.Equal(1.0, Sigmoid.Of(720.0));
        Assert.Equal(1f, Sigmoid.Of(720f));
        Assert.InRange(Sigmoid.Of(-720.0), 2.03e-313, 2.04e-313);
    }

    [Fact]
    public void With_target_0_the_same_code_gives_an_infinite_loss_and_NaN_gradients()
    {
        Assert.Equal(double.PositiveInfinity, Loss(0, WithTwos.P));
        Assert.All(Entries(Backward(WithTwos, 0, Twos)), g => Assert.True(double.IsNaN(g)));
    }

    [Fact]
    public void The_special_case_hides_0_times_ln_0_and_0_over_0()
    {
        Assert.True(double.IsNaN(PlainLoss(1, WithTwos.P)));
        Assert.True(double.IsNaN(PlainDerivative(1, WithTwos.P)));
    }

    [Fact]
    public void The_special_case_makes_the_loss_of_a_half_against_a_half_0_instead_of_ln_2()
    {
        Assert.Equal(0, Loss(0.5, 0.5));
        Assert.Equal(Math.Log(2), PlainLoss(0.5, 0.5), 1e-15);
    }

    [Fact]
    public void The_loss_is_not_at_a_minimum_since_larger_weights_give_a_smaller_one()
    {
        double here = Softplus.Of(-WithTwos.Z3), there = Softplus.Of(-Forward(AllEqual(2.005)).Z3);
        Assert.InRange(here, 2.03e-313, 2.04e-313);
        Assert.InRange(there, 0, here / 100);
    }

    [Fact]
    public void The_ReLU_mask_never_closes_so_shut_neurons_get_a_gradient_that_is_not_there()
    {
        var minusTwos = AllEqual(-2);
        var dW1 = Backward(Forward(minusTwos), 1, minusTwos)[0];
        Assert.Equal([-20, -16, -4, -12, -8], dW1.Column(0).ToArray());
        Assert.Equal(0, MeasuredW1(minusTwos, y: 1));
    }

    [Fact]
    public void With_p_minus_y_and_target_0_the_first_gradients_are_8x_and_the_measured_ones()
    {
        var dW = Backward(WithTwos, dZ3: 1, Twos, a => a > 0 ? 1 : 0);
        Assert.Equal([40, 32, 8, 24, 16], dW[0].Column(0).ToArray());
        Assert.All(Entries([dW[1]]), g => Assert.Equal(60, g));
        Assert.All(Entries([dW[2]]), g => Assert.Equal(180, g));
        Assert.Equal(40, MeasuredW1(Twos, y: 0), 1e-6);
    }

    [Fact]
    public void One_update_with_the_right_gradient_and_the_source_s_rate_leaves_zero_gradients_at_a_loss_of_ln_2()
    {
        var dW = Backward(WithTwos, dZ3: 1, Twos, a => a > 0 ? 1 : 0);
        Matrix<double>[] moved = [.. Twos.Zip(dW, (w, d) => w - 0.2 * d)];
        var pass = Forward(moved);
        Assert.All((X * moved[0]).Enumerate(), z => Assert.Equal(-58, z, 1e-9));
        Assert.Equal(Math.Log(2), Softplus.Of(pass.Z3), 1e-12);
        Assert.All(Entries(Backward(pass, dZ3: pass.P, moved, a => a > 0 ? 1 : 0)), g => Assert.Equal(0, g));
    }

    private static IEnumerable<double> Entries(Matrix<double>[] matrices) => matrices.SelectMany(m => m.Enumerate());

    /// <summary>The centred difference for the first weight of the first layer, with the loss computed from z3.</summary>
    private static double MeasuredW1(Matrix<double>[] W, double y) => NumericalGradient.Derivative(w =>
    {
        Matrix<double>[] moved = [.. W.Select(m => m.Clone())];
        moved[0][0, 0] = w;
        double z = Forward(moved).Z3;
        return y * Softplus.Of(-z) + (1 - y) * Softplus.Of(z);
    }, W[0][0, 0]);
}
