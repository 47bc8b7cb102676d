'use strict';

/*
 * One set-up at a time: a directory that only one process can make, with one file inside that names its holder.
 * Whoever removes the file of a dead holder may remove the directory; since a holder's file name is unique, two who
 * find the same dead holder cannot both succeed, and neither can remove the directory of a live one.
 */

const crypto = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');

const { isAbandoned } = require('./decide.cjs');

const pollMs = 200;
const heartbeatMs = 5000;
const namelessMs = 10000;

/** Takes the lock, waiting for its holder; calls `onWait(pid)` once when it has to. Resolves to the release function. */
async function acquireLock(directory, options) {
  let told = false;
  for (;;) {
    const release = tryLock(directory);
    if (release !== null) return release;
    const holder = readHolder(directory);
    if (holder !== null && holder.abandoned) {
      removeLock(directory, holder.file);
      continue;
    }
    if (!told && holder !== null && holder.pid !== null) {
      told = true;
      if (options && options.onWait) options.onWait(holder.pid);
    }
    if (options && options.isStopped && options.isStopped()) return () => {};
    await sleep(pollMs + Math.floor(Math.random() * pollMs));
  }
}

function tryLock(directory) {
  const name = `${process.pid}-${crypto.randomBytes(8).toString('hex')}`;
  const file = path.join(directory, name);
  try {
    fs.mkdirSync(directory);
    fs.writeFileSync(file, os.hostname() + '\n', { flag: 'wx' });
  } catch (error) {
    if (error.code === 'EEXIST' || error.code === 'ENOENT') return null;
    throw error;
  }
  if (fs.readdirSync(directory).length !== 1) {
    ignoreMissing(() => fs.unlinkSync(file));
    return null;
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    ignoreMissing(() => fs.utimesSync(file, now, now));
  }, heartbeatMs);
  heartbeat.unref();
  return () => {
    clearInterval(heartbeat);
    removeLock(directory, file);
  };
}

/** Who holds the lock; null when it was let go meanwhile. */
function readHolder(directory) {
  try {
    const name = fs.readdirSync(directory)[0];
    if (name === undefined) {
      // Between making the directory and naming its holder, or died there.
      const silentMs = Date.now() - fs.statSync(directory).mtimeMs;
      return { pid: null, file: null, abandoned: silentMs > namelessMs };
    }
    const file = path.join(directory, name);
    const pid = parseInt(name, 10);
    const sameHost = fs.readFileSync(file, 'utf8').trim() === os.hostname();
    const silentMs = Date.now() - fs.statSync(file).mtimeMs;
    return { pid, file, abandoned: isAbandoned({ sameHost, alive: isAlive(pid), silentMs }) };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function removeLock(directory, file) {
  try {
    if (file !== null) fs.unlinkSync(file);
    fs.rmdirSync(directory);
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM'].indexOf(error.code) === -1) throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function ignoreMissing(action) {
  try {
    action();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function sleep(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

module.exports = { acquireLock };
