# The service in a container. Build: docker build -t voiceagent .
# Run: docker run -p 8080:8080 -v voiceagent:/data --env-file voiceagent.env --stop-timeout 130 voiceagent
# With PostgreSQL: compose.yaml. Without an engine: python -m deploy.prove_dockerfile.

FROM python:3.11-slim-bookworm AS builder
WORKDIR /app
RUN python -m venv /opt/voiceagent/venv
ENV PATH=/opt/voiceagent/venv/bin:$PATH
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
# The install is one line that says where the source will be: it needs the metadata, not the source,
# so that a change of the source installs nothing anew.
COPY pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable .

FROM python:3.11-slim-bookworm
# onnxruntime would otherwise keep a device id and a spool of usage events in the data folder.
ENV PATH=/opt/voiceagent/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VOICEAGENT_HOST=0.0.0.0 \
    VOICEAGENT_PORT=8080 \
    VOICEAGENT_DATA_DIR=/data \
    VOICEAGENT_MODELS_DIR=/models \
    VOICEAGENT_LOG_FORMAT=json \
    ORT_DISABLE_TELEMETRY=1
RUN groupadd --system --gid 10001 voiceagent \
    && useradd --system --uid 10001 --gid 10001 --home-dir /data --no-create-home voiceagent \
    && install --directory --owner=10001 --group=10001 --mode=0750 /data /models
WORKDIR /app
COPY --from=builder /opt/voiceagent/venv /opt/voiceagent/venv
COPY pyproject.toml README.md LICENSE ./
COPY models ./models
COPY dialog_policies ./dialog_policies
COPY telephony ./telephony
COPY voiceagent ./voiceagent

# By number, so that an orchestrator can see that it is not root.
USER 10001
# /models holds what was fetched (docker run … voiceagent models fetch NAME); the embedded engines need
# nothing there.
VOLUME /data /models
EXPOSE 8080
# The service finishes its calls first (VOICEAGENT_DRAIN_S): let whoever stops it wait longer.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['VOICEAGENT_PORT'] + '/health', timeout=2)"]
CMD ["voiceagent", "serve"]
