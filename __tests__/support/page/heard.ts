/** What a screen reader announces from now on: each text that comes into a live region. */
export function heard(): string[] {
  const texts: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { addedNodes, target, type } of records) {
      for (const node of type === 'childList' ? addedNodes : [target]) {
        const element = node instanceof Element ? node : node.parentElement;
        if (element?.closest('[role=status], [role=alert]')) texts.push(node.textContent ?? '');
      }
    }
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  return texts;
}
