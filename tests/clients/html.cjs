// What tests/clients/html checks, in a browser. Usage: node html.cjs WORK SCREENSHOTS
const fs = require('fs');
const path = require('path');
const assert = require('assert');
const { chromium } = require('playwright-core');

const [work, shots] = process.argv.slice(2);

// What the page shows, read in the browser. What has no ink is read as the letter that it stands for.
function read() {
  const text = (node) => {
    const copy = node.cloneNode(true);
    for (const control of copy.querySelectorAll('.c')) {
      control.replaceWith(String.fromCodePoint(parseInt(control.dataset.c, 16)));
    }
    for (const hole of copy.querySelectorAll('.hole')) hole.replaceWith('\uFFFC');
    return copy.textContent;
  };
  return [...document.querySelectorAll('article')].map((article) => ({
    path: article.dataset.path,
    notes: [...article.querySelectorAll('.note')].map((note) => {
      const marks = [...article.querySelectorAll(`mark[data-f~="${note.dataset.f}"]`)];
      return {
        fingerprint: note.dataset.fingerprint,
        rule: note.dataset.rule,
        message: note.querySelector('.msg') && text(note.querySelector('.msg')),
        as: note.querySelector('.msg a')?.getAttribute('href').slice(1),
        id: note.id,
        marks: marks.length,
        marked: marks.map(text).join(''),
        photo: marks.length > 0 && marks.every((mark) => mark.closest('.photo')),
        visible: marks.every((mark) => mark.getClientRects().length > 0),
        sides: [...note.querySelectorAll('.words')].map(text),
      };
    }),
    blocks: [...article.querySelectorAll('.t [lang]')].map((block) => ({
      lang: block.lang,
      dir: getComputedStyle(block).direction,
      text: text(block),
    })),
  }));
}

// Contrast of the text with what is behind it, of all elements with words (WCAG 2, 1.4.3).
function contrasts() {
  const parse = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const part = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const color = parse(getComputedStyle(element).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const low = new Set();
  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!words || !element.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.add(`${element.tagName}.${element.className}: ${ratio.toFixed(2)}`);
  }
  return [...low];
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.BROWSER,
    args: ['--no-sandbox'],
  });
  let checked = 0;
  for (const lang of ['ar', 'en']) {
    const url = 'file://' + path.join(work, `${lang}.html`);
    const json = JSON.parse(fs.readFileSync(path.join(work, `${lang}.json`), 'utf8'));
    const page = await browser.newPage();
    const requests = [];
    const trouble = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('dialog', (dialog) => { trouble.push(dialog.message()); dialog.dismiss(); });
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(String(error)));
    await page.goto(url, { waitUntil: 'networkidle' });
    assert.deepStrictEqual(requests, [url], 'nothing is requested');
    assert.deepStrictEqual(trouble, [], 'nothing runs');
    assert.strictEqual(await page.evaluate(() => document.querySelectorAll('script, img').length), 0);
    assert.strictEqual(await page.evaluate(() => document.documentElement.lang), lang);
    assert.strictEqual(
      await page.evaluate(() => getComputedStyle(document.body).direction),
      lang === 'ar' ? 'rtl' : 'ltr',
    );
    const dead = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
      .map((a) => a.getAttribute('href').slice(1)).filter((id) => !document.getElementById(id)));
    assert.deepStrictEqual(dead, [], 'links lead somewhere');

    const articles = await page.evaluate(read);
    const paths = [...new Set(json.findings.map((finding) => finding.path))];
    assert.deepStrictEqual(articles.map((article) => article.path), paths);
    for (const article of articles) {
      const findings = json.findings.filter((finding) => finding.path === article.path);
      assert.strictEqual(article.notes.length, findings.length, article.path);
      const byId = new Map(article.notes.map((note) => [note.id, note]));
      for (const finding of findings) {
        const where = `${article.path}: ${finding.rule} ${finding.text}`;
        const note = article.notes.find((note) => note.fingerprint === finding.fingerprint);
        assert.ok(note, where);
        assert.strictEqual(note.rule, finding.rule, where);
        assert.ok(note.marks > 0 && note.visible, where);
        // An article of these has no markup in the words found, but for photos.
        if (!note.photo) assert.strictEqual(note.marked, finding.text, where);
        else assert.match(finding.text, /^!\[/, where);
        const told = note.as ? byId.get(note.as) : note;
        assert.strictEqual(told.message, finding.message.replaceAll('`', ''), where);
        for (const fix of finding.fixes.filter((fix) => fix.edits.length)) {
          const at = finding.fixes.indexOf(fix) * 2;
          const [before, after] = note.sides.slice(at, at + 2);
          assert.notStrictEqual(before, after, where);
          for (const edit of fix.edits) assert.ok(after.includes(edit.text), where);
        }
        checked += 1;
      }
      for (const block of article.blocks) {
        const arabic = /\p{Script=Arabic}/u.test(block.text);
        const latin = /\p{Script=Latin}/u.test(block.text);
        if (arabic !== latin) {
          assert.strictEqual(block.dir, arabic ? 'rtl' : 'ltr', block.text);
        } else if (arabic) {
          assert.strictEqual(block.dir, block.lang.startsWith('ar') ? 'rtl' : 'ltr', block.text);
        }
      }
    }
    await page.close();

    for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [400, 'light'], [400, 'dark']]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
      await page.goto(url);
      const name = path.join(shots, `${lang}-${width}-${scheme}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} pixels wide in ${width}`);
      assert.deepStrictEqual(await page.evaluate(contrasts), [], `${lang} ${scheme}: contrast`);
      await page.screenshot({ path: `${name}.png`, fullPage: true });
      if (width > 1000 && scheme === 'light') {
        // With the keyboard alone: the first number in an article leads to its note.
        await page.focus('article .t .n');
        await page.keyboard.press('Enter');
        const target = await page.evaluate(() => document.querySelector(':target')?.className);
        assert.match(target, /^note /);
        await page.pdf({ path: `${path.join(shots, lang)}.pdf`, format: 'A4' });
      }
      await page.close();
    }
  }
  await browser.close();
  console.log(`html: ${checked} findings in two languages: marks, notes, directions and fixes are right`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
