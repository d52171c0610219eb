// Runs before anything of a page that tells of success is shown: who reads it, or leaves it, finds no form that says "not saved".
Object.keys(sessionStorage).filter(name => name.startsWith('draft:')).forEach(name => sessionStorage.removeItem(name));
