package dev.nextword.server;

import static dev.nextword.server.ApiException.badRequest;
import static dev.nextword.server.Schemas.bool;
import static dev.nextword.server.Schemas.described;
import static dev.nextword.server.Schemas.integer;
import static dev.nextword.server.Schemas.list;
import static dev.nextword.server.Schemas.nullable;
import static dev.nextword.server.Schemas.number;
import static dev.nextword.server.Schemas.object;
import static dev.nextword.server.Schemas.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.lab.ActivationCurves;
import dev.nextword.lab.Descent;
import dev.nextword.lab.InsuranceData;
import dev.nextword.lab.InsuranceData.Person;
import dev.nextword.lab.InsuranceNetwork;
import dev.nextword.lab.InsurancePass;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lab's small calculations, each answered at once: one weight that goes down its slope, the
 * chain rule of a network of ten weights, and the curves of activation functions.
 *
 * <p>They run in the server's own process, one after the other: what a request may ask for is at
 * most a second or two of one core, and nearly always milliseconds. The first of them loads
 * Deeplearning4j, which a server that only completes does without.
 */
final class LabCalculations {
  private static final int MOST_STEPS = 200;
  private static final int MOST_UPDATES = 1_000;
  private static final int MOST_NETWORKS = 8;
  private static final double MOST_WEIGHT = 1_000;
  private static final double MOST_RATE = 100;

  /** People that the network of the insurance learns from, and others that it is tried on. */
  private static final int PEOPLE = 400;

  private static final List<Person> LEARNT = InsuranceData.people(PEOPLE, 1);
  private static final List<Person> UNSEEN = InsuranceData.people(PEOPLE, 2);

  private static final List<String> CURVES =
      Arrays.stream(Descent.Curve.values()).map(Descent.Curve::label).toList();

  private static final ObjectNode RATE =
      described(nullable(number()), "Learning rate, above 0 and at most 100.");

  static final List<Operation> OPERATIONS =
      List.of(
          of("GET", "/descent", "The loss of a neuron of one weight, as curves.")
              .gives(200, object("curves", list(object()))),
          of("POST", "/descent", "Gradient descent on such a curve: every step.")
              .takes(
                  object(
                      "curve?",
                      described(nullable(string()), "One of " + String.join(", ", CURVES) + "."),
                      "weight?",
                      described(nullable(number()), "The start, from -1,000 to 1,000."),
                      "rate?",
                      RATE,
                      "steps?",
                      nullable(integer(0, MOST_STEPS, 20))))
              .gives(
                  200,
                  object(
                      "curve", string(),
                      "rate", number(),
                      "steps",
                          list(
                              object(
                                  "weight", number(),
                                  "loss", number(),
                                  "slope", described(number(), "dL/dw"),
                                  "change", described(number(), "Of the weight, by this step."))),
                      "escaped", described(bool(), "Whether the weight grew beyond bounds."))),
          of("GET", "/activations", "Activation functions and their slopes, as curves.")
              .gives(200, object("activations", list(object()))),
          of("POST", "/insurance", "One person's way through a network of ten weights, and back.")
              .takes(
                  object(
                      "age?", fact("Years, 18 to 100."),
                      "education?", fact("Years, 0 to 30."),
                      "income?", fact("Thousands a year, 0 to 1,000."),
                      "savings?", fact("Thousands, 0 to 10,000."),
                      "bought?", described(nullable(bool()), "What the network should have said."),
                      "updates?", nullable(integer(0, MOST_UPDATES, 0)),
                      "rate?", RATE,
                      "seed?", nullable(integer(0, Integer.MAX_VALUE, 1))))
              .gives(200, object("pass", object(), "data", object())));

  private static Operation of(String method, String path, String summary) {
    return Operation.of(method, Api.ROOT + "/lab" + path, summary);
  }

  private static ObjectNode fact(String description) {
    return described(nullable(number()), description);
  }

  private record Curves(List<Descent.Picture> curves) {}

  private record Activations(List<ActivationCurves> activations) {}

  /**
   * How good the network is, on people it has not learnt from.
   *
   * @param share of those who buy
   * @param accuracy share of people of whom it says the right thing
   * @param loss mean cross-entropy
   */
  private record Data(int people, double share, int updates, double accuracy, double loss) {}

  private record Insurance(InsurancePass pass, Data data) {}

  private record Training(int updates, double rate, int seed) {}

  private record Trained(InsuranceNetwork network, Data data) {}

  /** Those asked for last: while a person is changed, the network stays. */
  private final Map<Training, Trained> networks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Training, Trained> eldest) {
          return size() > MOST_NETWORKS;
        }
      };

  private final Map<Descent.Curve, Descent> descents = new EnumMap<>(Descent.Curve.class);
  private @Nullable Curves curves;
  private @Nullable Activations activations;

  void addTo(RoutesConfig routes) {
    routes.get(Api.ROOT + "/lab/descent", ctx -> Api.respond(ctx, curves()));
    routes.post(Api.ROOT + "/lab/descent", this::descend);
    routes.get(Api.ROOT + "/lab/activations", ctx -> Api.respond(ctx, activations()));
    routes.post(Api.ROOT + "/lab/insurance", this::insurance);
  }

  private synchronized Curves curves() {
    Curves known = curves;
    if (known == null) {
      known =
          new Curves(Arrays.stream(Descent.Curve.values()).map(c -> descent(c).picture()).toList());
      curves = known;
    }
    return known;
  }

  private synchronized Activations activations() {
    Activations known = activations;
    if (known == null) {
      known = new Activations(ActivationCurves.all());
      activations = known;
    }
    return known;
  }

  private synchronized Descent descent(Descent.Curve curve) {
    return descents.computeIfAbsent(curve, Descent::new);
  }

  private void descend(Context ctx) {
    Fields fields = new Fields(ctx);
    Descent.Curve curve = fields.curve();
    double weight = fields.number("weight", -MOST_WEIGHT, MOST_WEIGHT, 0);
    double rate = fields.rate(0.1);
    int steps = fields.integer("steps", 0, MOST_STEPS, 20);
    Api.respond(ctx, descent(curve).descend(weight, rate, steps));
  }

  private void insurance(Context ctx) {
    Fields fields = new Fields(ctx);
    Person person =
        new Person(
            fields.number("age", 18, 100, 45),
            fields.number("education", 0, 30, 16),
            fields.number("income", 0, 1_000, 60),
            fields.number("savings", 0, 10_000, 40),
            fields.flag("bought", true));
    int updates = fields.integer("updates", 0, MOST_UPDATES, 0);
    double rate = fields.rate(0.5);
    Api.respond(
        ctx, insurance(person, updates, rate, fields.integer("seed", 0, Integer.MAX_VALUE, 1)));
  }

  private synchronized Insurance insurance(Person person, int updates, double rate, int seed) {
    Trained trained =
        networks.computeIfAbsent(new Training(updates, rate, seed), LabCalculations::train);
    return new Insurance(trained.network().pass(person), trained.data());
  }

  private static Trained train(Training how) {
    InsuranceNetwork network = new InsuranceNetwork(how.seed(), how.rate());
    network.train(LEARNT, how.updates(), how.seed());
    double[] said = network.predict(UNSEEN);
    int right = 0;
    int buy = 0;
    double loss = 0;
    for (int i = 0; i < said.length; i++) {
      boolean buys = UNSEEN.get(i).buys();
      right += said[i] > 0.5 == buys ? 1 : 0;
      buy += buys ? 1 : 0;
      loss -= Math.log(buys ? said[i] : 1 - said[i]);
    }
    double people = said.length;
    return new Trained(
        network, new Data(said.length, buy / people, how.updates(), right / people, loss / people));
  }

  /** The fields of a request, each checked. */
  private static final class Fields {
    private final JsonNode body;

    Fields(Context ctx) {
      this.body = Requests.body(ctx);
    }

    private @Nullable JsonNode field(String name) {
      JsonNode value = body.get(name);
      return value == null || value.isNull() ? null : value;
    }

    Descent.Curve curve() {
      JsonNode value = field("curve");
      if (value == null) {
        return Descent.Curve.VALLEY;
      }
      return Arrays.stream(Descent.Curve.values())
          .filter(curve -> curve.label().equals(value.textValue()))
          .findFirst()
          .orElseThrow(
              () ->
                  badRequest(
                      value.isTextual() ? "bad_value" : "wrong_type",
                      "Must be one of " + CURVES.stream().collect(Collectors.joining(", ")) + ".",
                      "curve"));
    }

    /** The learning rate. */
    double rate(double absent) {
      double rate = number("rate", 0, MOST_RATE, absent);
      if (rate == 0) {
        throw badRequest("bad_value", "Must be above 0: with 0 nothing is learned.", "rate");
      }
      return rate;
    }

    double number(String name, double least, double most, double absent) {
      JsonNode value = field(name);
      if (value == null) {
        return absent;
      }
      if (!value.isNumber()) {
        throw badRequest("wrong_type", "Must be a number.", name);
      }
      double number = value.doubleValue();
      if (!(number >= least && number <= most)) {
        String range = String.format(Locale.ROOT, "Must be from %,.0f to %,.0f.", least, most);
        throw badRequest("bad_value", range, name);
      }
      return number;
    }

    int integer(String name, int least, int most, int absent) {
      JsonNode value = field(name);
      if (value != null && !value.isIntegralNumber()) {
        throw badRequest("wrong_type", "Must be a whole number.", name);
      }
      return (int) number(name, least, most, absent);
    }

    boolean flag(String name, boolean absent) {
      JsonNode value = field(name);
      if (value == null) {
        return absent;
      }
      if (!value.isBoolean()) {
        throw badRequest("wrong_type", "Must be true or false.", name);
      }
      return value.booleanValue();
    }
  }
}
