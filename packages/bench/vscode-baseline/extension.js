const vscode = require("vscode");

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("baseline.open", () => {
      const box = vscode.window.createInputBox();
      box.title = "Baseline";
      box.onDidHide(() => box.dispose());
      box.show();
    }),
  );
};
