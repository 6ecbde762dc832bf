namespace ReAgent.Evaluation.Reports.Html;

/// <summary>
/// How the page looks. Series colours derive from the palette of Okabe and Ito (2008), darkened or lightened until each stands out at least 3 : 1
/// from the paper; text stands out at least 4.5 : 1. Nothing is told by colour alone.
/// </summary>
internal static class Stylesheet
{
    public const string Text = Light + Dark + Layout + Chart + Paper;

    public const string Light = """

        :root {
          color-scheme: light dark;
          --paper: #ffffff; --card: #f5f6f8; --ink: #15181c; --muted: #545c68; --rule: #d3d8de; --grid: #e3e7eb; --link: #005a94;
          --s0: #0072b2; --s1: #c24f00; --s2: #00805c; --s3: #a3487f; --s4: #8a6d00; --s5: #4f46a5; --s6: #4a5568; --s7: #b0303a;
          --better: #0072b2; --better-card: #e8f3fa; --worse: #c24f00; --worse-card: #fdf0e6;
          --open: #8a6d00; --open-card: #fbf5e0; --unknown: #5b6470; --unknown-card: #eff1f3;
        }
        """;

    public const string Dark = """

        @media screen and (prefers-color-scheme: dark) {
          :root {
            --paper: #14171b; --card: #1d2126; --ink: #e8eaed; --muted: #a7afba; --rule: #3a414a; --grid: #2a3037; --link: #7cc4f5;
            --s0: #56b4e9; --s1: #ff8f4f; --s2: #35c49c; --s3: #e59ac9; --s4: #e3bb4e; --s5: #a9a3f5; --s6: #b3bdca; --s7: #f28b92;
            --better: #56b4e9; --better-card: #142736; --worse: #ff8f4f; --worse-card: #33200f;
            --open: #e3bb4e; --open-card: #2c260f; --unknown: #b3bdca; --unknown-card: #22272d;
          }
        }
        """;

    private const string Layout = """

        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
        h1, h2, h3, p, dd, th, td, li, summary, figcaption { overflow-wrap: anywhere; unicode-bidi: isolate; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; }
        h2 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 .6rem; }
        h3 { font-size: 1.05rem; line-height: 1.3; margin: 0; }
        p { margin: 0 0 .75rem; max-width: 46rem; }
        a { color: var(--link); }
        a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .muted, .note, .eyebrow { color: var(--muted); font-size: .875rem; }
        .muted strong { color: var(--ink); }
        .eyebrow { margin: 0 0 .25rem; letter-spacing: .04em; }
        .empty { color: var(--muted); border: 1px dashed var(--rule); border-radius: 8px; padding: .9rem 1rem; }
        .skip { position: absolute; left: -999rem; }
        .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .5rem; }
        main > section { border-top: 1px solid var(--rule); padding-top: 1.5rem; margin-top: 2rem; }
        section > h3 { margin: 1.25rem 0 .4rem; }
        main > section.verdict { border: 0; border-left: 6px solid var(--tone); border-radius: 8px; background: var(--tint);
          margin-top: 1.25rem; padding: 1.1rem 1.25rem;
          display: flex; gap: 1.1rem; align-items: flex-start; }
        .verdict.better { --tone: var(--better); --tint: var(--better-card); }
        .verdict.worse { --tone: var(--worse); --tint: var(--worse-card); }
        .verdict.open { --tone: var(--open); --tint: var(--open-card); }
        .verdict.unknown { --tone: var(--unknown); --tint: var(--unknown-card); }
        .verdict .icon { flex: none; width: 2.2rem; margin-top: .1rem; fill: none; stroke: var(--tone); stroke-width: 6;
          stroke-linejoin: round; stroke-linecap: round; }
        .verdict h2 { font-size: 1.5rem; margin-bottom: .3rem; }
        .verdict p { max-width: 52rem; margin-bottom: .5rem; }
        .verdict .sentence { font-size: 1.1rem; }
        .verdict ul { margin: .25rem 0 0; padding-left: 1.15rem; }
        .verdict li { margin-bottom: .25rem; max-width: 50rem; }
        .keys { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11.5rem), 1fr)); gap: .75rem; margin: 1rem 0 0; }
        .keys div { background: var(--card); border-radius: 8px; padding: .75rem .9rem; }
        .keys dt { font-size: .875rem; }
        .keys dd { margin: 0; }
        .keys .value { font-size: 1.6rem; line-height: 1.25; font-weight: 600; font-variant-numeric: tabular-nums; }
        .keys .muted { font-size: .8125rem; line-height: 1.4; }
        nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0 0; padding: 0;
          font-size: .9375rem; }
        nav a { display: inline-block; padding: .25rem 0; }
        .pair, .panels { display: grid; gap: 1.5rem 2rem; align-items: start; }
        .pair { grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); }
        .panels { grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
        .pair > *, .panels > * { min-width: 0; }
        .pair > .titled, .pair > figure { margin: 0; }
        figure { margin: 0 0 .5rem; }
        figcaption p { margin: 0 0 .25rem; }
        figure .note { margin: .35rem 0 0; }
        .legend { list-style: none; margin: .35rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .15rem 1rem;
          font-size: .8125rem; }
        .swatch { width: 28px; height: 10px; margin-right: .4rem; }
        .titled { margin: 0 0 1.5rem; }
        .titled h3 { margin: 0 0 .25rem; }
        .scroll { overflow: auto; }
        .pair + .titled { margin-top: 1.25rem; }
        .tall { max-height: 32rem; border-bottom: 1px solid var(--rule); }
        .tall thead th { position: sticky; top: 0; background: var(--paper); box-shadow: inset 0 -1px var(--muted); }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--rule);
          font-weight: 400; }
        th, td { overflow-wrap: normal; }
        tbody th { overflow-wrap: anywhere; min-width: 8rem; }
        thead th { color: var(--muted); border-bottom-color: var(--muted); font-size: .8125rem; vertical-align: bottom; }
        tr > :last-child { padding-right: 0; }
        th.number, td.number { text-align: right; }
        td.number { white-space: nowrap; }
        th.wide, td.wide { min-width: 12rem; overflow-wrap: anywhere; }
        td.unit { min-width: 10rem; }
        th.path { min-width: 11rem; font-family: ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace;
          font-size: .8125rem; }
        td.hash { min-width: 17rem; overflow-wrap: anywhere;
          font-family: ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; font-size: .75rem; }
        .terms { margin: .25rem 0 1rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 25rem), 1fr));
          gap: .75rem 2rem; }
        .terms dt { font-weight: 600; }
        .terms dd { margin: 0; font-size: .9375rem; }
        summary { cursor: pointer; font-weight: 600; padding: .35rem 0; }
        pre { background: var(--card); border-radius: 8px; padding: .9rem 1rem; margin: .5rem 0 0; overflow: auto; font-size: .8125rem;
          line-height: 1.45; }
        """;

    private const string Chart = """

        svg.chart { display: block; width: 100%; max-width: 30rem; height: auto; font-size: 12px; }
        .panels svg.chart { max-width: 26rem; }
        .chart text { fill: var(--ink); unicode-bidi: isolate; }
        .chart .tick { font-size: 11px; fill: var(--muted); font-variant-numeric: tabular-nums; }
        .chart .title { fill: var(--muted); }
        .chart .name.strong { font-weight: 600; }
        .chart .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
        .chart line { fill: none; }
        .grid { stroke: var(--grid); }
        .axis { stroke: var(--muted); }
        .reference { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 5 4; }
        .line { fill: none; stroke: var(--tone); stroke-width: 2; stroke-linejoin: round; }
        .dot { fill: var(--tone); }
        .band { fill: var(--tone); fill-opacity: .18; }
        .s0 { --tone: var(--s0); } .s1 { --tone: var(--s1); } .s2 { --tone: var(--s2); } .s3 { --tone: var(--s3); }
        .s4 { --tone: var(--s4); } .s5 { --tone: var(--s5); } .s6 { --tone: var(--s6); } .s7 { --tone: var(--s7); }
        .line.s1 { stroke-dasharray: 7 3; } .line.s2 { stroke-dasharray: 2 2.5; } .line.s3 { stroke-dasharray: 9 3 2 3;
          } .line.s4 { stroke-dasharray: 12 3; }
        .line.s5 { stroke-dasharray: 4 4; } .line.s6 { stroke-dasharray: 9 3 2 3 2 3; } .line.s7 { stroke-dasharray: 1.5 5; }
        .interval { stroke: var(--s0); stroke-width: 2; }
        .interval.strong { stroke-width: 4; }
        .arrow, .point { fill: var(--s0); }
        .point { stroke: var(--paper); stroke-width: 1.5; }
        .bar { fill: var(--s0); }
        .bar.logged { fill: var(--paper); stroke: var(--muted); stroke-width: 1.5; }
        .episode { fill: var(--s0); fill-opacity: .55; }
        .mean-interval { fill: var(--s1); fill-opacity: .2; }
        .mark { stroke-width: 2; }
        .mark.mean { stroke: var(--s1); }
        .mark.passing { stroke: var(--ink); stroke-dasharray: 5 4; }
        .mark.other { stroke: var(--s3); stroke-dasharray: 2 3; }
        """;

    private const string Paper = """

        @page { size: A4; margin: 14mm; }
        @media print {
          :root { color-scheme: light; }
          html { font-size: 9pt; }
          body { max-width: none; padding: 0; }
          nav, .skip { display: none; }
          a { color: inherit; text-decoration: none; }
          .scroll { overflow: visible; }
          .tall { max-height: none; }
          .tall thead th { position: static; }
          .panels { grid-template-columns: repeat(3, 1fr); gap: 1rem; }
          .pair, .terms { grid-template-columns: repeat(2, 1fr); gap: 1rem; }
          .keys { grid-template-columns: repeat(3, 1fr); }
          table { font-size: .75rem; }
          th, td { padding-right: .6rem; }
          th.wide, td.wide { min-width: 8rem; }
          td.hash, td.unit { min-width: 0; }
          th.path, td.hash { font-size: .7rem; }
          main > section { margin-top: 1.25rem; padding-top: 1rem; }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; }
          figure, tr, .keys div, .terms div, .verdict { break-inside: avoid; }
          h2, h3, .lead { break-after: avoid; }
          details::details-content { content-visibility: visible; height: auto; }
          .verdict, .keys div, .bar, .band, .mean-interval, .episode, pre { print-color-adjust: exact;
            -webkit-print-color-adjust: exact; }
        }

        """;
}
