/** The look of the review page: readable on a screen, on paper (A4) and in black and white. */
export const reviewStyle = `
:root{--ink:#1d2733;--soft:#5b6876;--line:#dde3ea;--paper:#fff;--ground:#f3f5f8;--blue:#1f5fa8;--bad:#b3261e;--badbg:#fdeceb;
--decide:#8a5300;--decidebg:#fff3dd;--warn:#6b5b00;--warnbg:#fff9d6;--good:#1b6e3a;--goodbg:#e7f5ec}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif}
main,header.top{max-width:1180px;margin:0 auto;padding:0 20px}
header.top{padding-top:28px}
h1{font-size:24px;margin:0 0 4px;letter-spacing:.02em}
h2{font-size:18px;margin:0}
a{color:var(--blue)}
a:focus-visible,figure:focus-visible{outline:3px solid #7db2ee;outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px}.skip:focus{left:12px;top:8px;background:#fff;padding:4px 10px;z-index:3}
.facts{color:var(--soft);margin:0 0 18px;display:flex;flex-wrap:wrap;gap:4px 22px}
.facts b{color:var(--ink);font-weight:600}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px;margin:0 0 18px;padding:0;list-style:none}
.tiles li{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:10px 16px}
.tiles strong{display:block;font-size:26px;line-height:1.25;font-variant-numeric:tabular-nums}
.tiles span{color:var(--soft);font-size:13px}
.tiles .bad strong{color:var(--bad)}.tiles .good strong{color:var(--good)}.tiles .decide strong{color:var(--decide)}
nav.people{background:var(--paper);border:1px solid var(--line);border-radius:10px;overflow:hidden;margin-bottom:22px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:4px 12px;border-top:1px solid var(--line);vertical-align:top}
thead th{border-top:0;background:#eef2f6;color:var(--soft);font-weight:600;font-size:13px;white-space:nowrap}
td.n,th.n{font-variant-numeric:tabular-nums;white-space:nowrap}
.chip{display:inline-block;border-radius:999px;padding:0 10px;font-size:13px;line-height:22px;white-space:nowrap;background:#e8edf3;color:#3a4653}
.chip.error,.chip.bad{background:var(--badbg);color:var(--bad)}.chip.decision{background:var(--decidebg);color:var(--decide)}
.chip.warning{background:var(--warnbg);color:var(--warn)}.chip.good{background:var(--goodbg);color:var(--good)}
section.person{background:var(--paper);border:1px solid var(--line);border-radius:10px;margin:0 0 22px;padding:0 0 16px;break-inside:auto}
.person>header{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 14px;padding:14px 18px 10px}
.person>header .where{color:var(--soft);font-size:13.5px}
.person>header .move{margin-left:auto;font-size:13.5px;display:flex;gap:14px}
.findings{list-style:none;margin:0 18px 12px;padding:0}
.findings li{padding:5px 0;display:flex;gap:10px;align-items:baseline}
.findings code,.raw{font-family:Consolas,"Sarasa Mono SC","Noto Sans Mono CJK SC",ui-monospace,monospace;font-size:.92em;white-space:pre-wrap;overflow-wrap:anywhere}
.reason{margin:0 18px 12px;color:var(--soft)}
.compare{margin:0 18px;width:calc(100% - 36px);table-layout:fixed;border:1px solid var(--line)}
.compare col.t{width:17%}.compare col.m{width:9%}
.compare td{overflow-wrap:anywhere}
.compare th[scope=row]{font-weight:600;background:#fafbfc}
.changed{background:#eaf2fc}
h3{font-size:14px;margin:14px 18px 6px;color:var(--soft)}
.others{display:grid;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));gap:0 24px;margin:0 18px}
.others div{display:flex;gap:10px;border-top:1px solid var(--line);padding:3px 0}
.others dt{color:var(--soft);flex:none}.others dd{margin:0;overflow-wrap:anywhere}
.mark{text-align:center;white-space:nowrap}
tr.different td{background:var(--badbg)}tr.different .mark{color:var(--bad);font-weight:700}
tr.equal .mark{color:var(--good)}
.soft{color:#8894a1}
figure{margin:14px 18px 0}
figure img{max-width:100%;max-height:460px;border:1px solid var(--line);border-radius:6px;display:block;background:#fff;cursor:zoom-in}
figure:focus img{position:fixed;inset:2vh 2vw;width:96vw;height:96vh;max-width:none;max-height:none;object-fit:contain;z-index:2;box-shadow:0 0 0 100vmax rgba(20,28,38,.75);cursor:zoom-out}
figcaption{color:var(--soft);font-size:13px;margin-top:4px}
footer{max-width:1180px;margin:0 auto;padding:0 20px 40px;color:var(--soft);font-size:13.5px}
@media print{@page{size:A4;margin:12mm}body{background:#fff;font-size:10.5px}main,header.top,footer{max-width:none;padding:0}
.move,.skip,.help{display:none!important}nav.people,section.person,.tiles li{border-color:#bbb}
section.person{break-before:page;break-inside:auto}th,td{padding:3px 6px}.others div,tr,.findings li,figure{break-inside:avoid}h3{break-after:avoid}figure img{max-height:120mm}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
@media (max-width:720px){.compare{table-layout:auto}}
`.trim();
