# The service in a container. Build: docker build -t voiceagent .
# Run: docker run -p 8080:8080 -v voiceagent:/data --env-file voiceagent.env voiceagent
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VOICEAGENT_HOST=0.0.0.0 \
    VOICEAGENT_DATA_DIR=/data \
    VOICEAGENT_LOG_FORMAT=json

WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY voiceagent ./voiceagent
COPY telephony ./telephony
COPY models ./models
COPY dialog_policies ./dialog_policies
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && useradd --system --home-dir /data --create-home voiceagent

USER voiceagent
VOLUME /data
EXPOSE 8080
# Docker waits 10 s by default before it kills; live calls are given two minutes to finish.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/health', timeout=2)"]
CMD ["voiceagent", "serve"]
