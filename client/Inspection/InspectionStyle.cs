namespace ReAgent.Client.Inspection;

/// <summary>How the page looks, in light and in dark; the colours are those of the experiment's report.</summary>
internal static class InspectionStyle
{
    public const string Text = """

        :root { color-scheme: light dark;
          --paper: #ffffff; --card: #f5f6f8; --ink: #15181c; --muted: #545c68; --rule: #d3d8de; --bar: #0072b2;
          --good: #00805c; --good-card: #e6f5ef; --care: #8a6d00; --care-card: #fbf5e0; --bad: #b3261e; --bad-card: #fdeceb; }
        @media screen and (prefers-color-scheme: dark) { :root {
          --paper: #14171b; --card: #1d2126; --ink: #e8eaed; --muted: #a7afba; --rule: #3a414a; --bar: #56b4e9;
          --good: #35c49c; --good-card: #10291f; --care: #e3bb4e; --care-card: #2c260f; --bad: #f28b82; --bad-card: #351715; } }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
        h1, h2, p, li, td, th, figcaption { overflow-wrap: anywhere; unicode-bidi: isolate; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .75rem; }
        h2 { font-size: 1.2rem; line-height: 1.25; margin: 2rem 0 .6rem; border-top: 1px solid var(--rule); padding-top: 1.25rem; }
        p { margin: 0 0 .6rem; max-width: 46rem; }
        .verdict { border-left: 6px solid var(--tone); border-radius: 8px; background: var(--tint); padding: 1rem 1.25rem; }
        .verdict strong { display: block; font-size: 1.4rem; line-height: 1.3; color: var(--tone); }
        .verdict p { margin: 0; }
        .ready { --tone: var(--good); --tint: var(--good-card); }
        .care { --tone: var(--care); --tint: var(--care-card); }
        .unusable { --tone: var(--bad); --tint: var(--bad-card); }
        ol, ul { padding-left: 1.4rem; margin: 0 0 1rem; }
        li { margin-bottom: .8rem; max-width: 50rem; }
        .level { font-size: .8125rem; font-weight: 600; margin-right: .4rem; padding: .05rem .4rem; border-radius: 4px; background: var(--tint); color: var(--tone); }
        pre { background: var(--card); border-radius: 8px; padding: .6rem .8rem; margin: .35rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere;
          font: .8125rem/1.45 ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; }
        .scroll { overflow-x: auto; margin: 0 0 1rem; }
        .tall { max-height: 30rem; overflow-y: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
        th, td { overflow-wrap: break-word; }
        tbody th { min-width: 8rem; overflow-wrap: anywhere; }
        p::first-letter { text-transform: uppercase; }
        .verdict + p { margin-top: 1rem; }
        thead th { color: var(--muted); font-size: .8125rem; }
        .number { text-align: right; white-space: nowrap; }
        .figures { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); }
        figure { margin: 0 0 .75rem; max-width: 24rem; }
        figcaption, .muted { font-size: .875rem; color: var(--muted); }
        svg { display: block; width: 100%; height: auto; font-size: 12px; }
        svg text { fill: var(--muted); }
        .bar { fill: var(--bar); }
        .axis { stroke: var(--muted); }
        @media print { :root { color-scheme: light; } .tall { max-height: none; } li, tr, figure { break-inside: avoid; } }

        """;
}
