// The panels of the lab in the order of a course: what to look at, and where it was first said.

/** A paper or book, as it is cited. */
const PAPERS = {
  cauchy: "Cauchy 1847, Méthode générale pour la résolution des systèmes d’équations simultanées",
  rumelhart: "Rumelhart, Hinton and Williams 1986, Learning representations by back-propagating errors",
  hochreiter: "Hochreiter and Schmidhuber 1997, Long short-term memory",
  bengio: "Bengio, Simard and Frasconi 1994, Learning long-term dependencies with gradient descent is difficult",
  glorot: "Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks",
  he: "He, Zhang, Ren and Sun 2015, Delving deep into rectifiers",
  ioffe: "Ioffe and Szegedy 2015, Batch normalization",
  ba: "Ba, Kiros and Hinton 2016, Layer normalization",
  residual: "He, Zhang, Ren and Sun 2016, Deep residual learning for image recognition",
  pascanu: "Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks",
  le: "Le, Jaitly and Hinton 2015, A simple way to initialize recurrent networks of rectified linear units",
  cho: "Cho et al. 2014, Learning phrase representations using RNN encoder–decoder",
};

export const PANELS = [
  {
    name: "descent",
    title: "Descent",
    look: "Look at the slope under the ball: it decides alone in which direction a step goes, and with the learning rate how far.",
    papers: [PAPERS.cauchy],
  },
  {
    name: "chain",
    title: "The chain rule",
    look: "Look at how many factors a derivative has: one more for every unit between the weight and the loss.",
    papers: [PAPERS.rumelhart],
  },
  {
    name: "depth",
    title: "Depth",
    look: "Look at the gradient of the first layer beside that of the last: on this logarithmic scale a straight line means that every layer multiplies it by the same factor.",
    papers: [PAPERS.glorot, PAPERS.he],
  },
  {
    name: "time",
    title: "Time",
    look: "Look at how far back from the last step the gradient reaches: what it does not reach, the network cannot learn to remember.",
    papers: [PAPERS.bengio, PAPERS.pascanu, PAPERS.hochreiter],
  },
  {
    name: "remedies",
    title: "Remedies",
    look: "Look at both runs on one scale: they differ in what you switch on, and in nothing else.",
    papers: [PAPERS.residual, PAPERS.ioffe, PAPERS.ba, PAPERS.le, PAPERS.cho],
  },
  {
    name: "signs",
    title: "Signs",
    look: "Look at which figures a finding rests on: the log of a run tells what is wrong before anybody knows why.",
    papers: [PAPERS.pascanu, PAPERS.glorot],
  },
  {
    name: "table",
    title: "The table",
    look: "Look at the intervals: a remedy that helped in three runs of ten may have been lucky.",
    papers: [PAPERS.residual, PAPERS.le, PAPERS.pascanu],
  },
];
