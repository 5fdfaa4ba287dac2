axe.run(document, { resultTypes: ["violations"] }).then(
  ({ violations }) =>
    done(
      violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help}; ${target}: ${failureSummary}`),
      ),
    ),
  (error) => done([`axe-core failed: ${error}`]),
);
