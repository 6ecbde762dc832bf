# syntax=docker/dockerfile:1
# The image of silos and clients:
#   docker build -t reagent:0.1.0 .
#   docker build -t reagent-cuda:0.1.0 --build-arg TORCH=cuda .
# It starts a silo; a client is 'dotnet /app/ReAgent.Client.dll'. It needs no shell, no root and no writable file system but /tmp and the data root.

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
# cpu or cuda: which libtorch comes along.
ARG TORCH=cpu
WORKDIR /source
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# The editor's settings say which findings of the analyzers are errors.
COPY global.json .editorconfig Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY contracts/ReAgent.Contracts.csproj contracts/
COPY environments/ReAgent.Environments.csproj environments/
COPY data/ReAgent.Data.csproj data/
COPY learning/ReAgent.Learning.csproj learning/
COPY evaluation/ReAgent.Evaluation.csproj evaluation/
COPY grains/ReAgent.Grains.csproj grains/
COPY silo/ReAgent.Silo.csproj silo/
COPY client/ReAgent.Client.csproj client/
RUN dotnet restore client/ReAgent.Client.csproj --runtime linux-x64 -p:Upstream=true -p:Torch=$TORCH

COPY samples/cartpole_offline_dqn.yaml samples/
COPY contracts contracts
COPY environments environments
COPY data data
COPY learning learning
COPY evaluation evaluation
COPY grains grains
COPY silo silo
COPY client client
RUN dotnet publish client/ReAgent.Client.csproj --no-restore --configuration Release --runtime linux-x64 --self-contained false \
    -p:Upstream=true -p:Torch=$TORCH -p:UseAppHost=false -p:PublishDocumentationFiles=false --output /app

# Chiseled: .NET's libraries, certificates and libstdc++, and neither a shell nor a package manager. libtorch's package brings its own libgomp.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="ReAgent for .NET" \
      org.opencontainers.image.description="Batch reinforcement learning on logged data: silo and client" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
COPY --from=build /app /app
# Diagnostics would write to /tmp. What the container toolkit of NVIDIA brings in from the node is said here, since its default was another once.
ENV DOTNET_EnableDiagnostics=0 NVIDIA_DRIVER_CAPABILITIES=compute,utility
EXPOSE 11111 30000 8080
# A number, so that Kubernetes can see that it is not root.
USER 1654:1654
ENTRYPOINT ["dotnet", "/app/ReAgent.Silo.dll"]
