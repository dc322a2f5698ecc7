# The design system's style sheets and scripts, as published.
FROM node:22-slim AS design
WORKDIR /design
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 ICM_NODE_MODULES=/srv/design
# Pango sets the type of printed pages, in Liberation Sans; curl and compilers are not needed and not there.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/icm
COPY requirements.lock ./
RUN pip install --require-hashes --only-binary=:all: -r requirements.lock
COPY --from=design /design/node_modules /srv/design
COPY manage.py ./
COPY icm icm
COPY casework casework
COPY conferences conferences
COPY risk risk
COPY templates templates
COPY static static
# The key is for this one command; it signs nothing.
RUN python -m icm.demo.words \
 && ICM_SECRET_KEY=used-by-no-running-server python manage.py collectstatic --noinput --verbosity 0 \
 && useradd --system --uid 10001 --no-create-home icm \
 && install -d -o icm /var/lib/icm
USER icm
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", "--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers", "icm.wsgi:application"]
