// Runs before a page with a success message is displayed: the saved drafts are removed even if the user leaves the page at once.
Object.keys(sessionStorage).filter(name => name.startsWith('draft:')).forEach(name => sessionStorage.removeItem(name));
