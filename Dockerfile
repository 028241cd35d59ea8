# Built by docker-compose.yml. The first stage builds the console with the Node that the build hook
# asks pip for; the second holds only what runs.

FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/samu && /opt/samu/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.11-slim-bookworm
ENV PATH=/opt/samu/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --create-home --home-dir /srv/samu samu \
    && install --directory --owner=samu --group=samu /srv/samu/var
COPY --from=build /opt/samu /opt/samu
USER samu
WORKDIR /srv/samu
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=6 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["samu", "serve"]
