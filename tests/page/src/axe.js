const rules = { "target-size": { enabled: true } };
axe.run(document, { resultTypes: ["violations"], rules }).then(
  ({ violations }) =>
    done(
      violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help}; ${target}: ${failureSummary}`),
      ),
    ),
  (error) => done([`axe-core failed: ${error}`]),
);
