console.log(`post ${process.env.STATE_from}`);
