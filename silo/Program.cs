// A silo in a process of its own; --help lists its settings.
return await ReAgent.Silo.SiloProcess.Run(args);
