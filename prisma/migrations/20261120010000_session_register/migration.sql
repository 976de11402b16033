-- No session was registered before, so no row is lost.
DELETE FROM "Session";

ALTER TABLE "Session"
    ADD COLUMN "method" TEXT NOT NULL,
    ADD COLUMN "userAgent" TEXT,
    ADD COLUMN "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "lastSeenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE INDEX "Session_expires_idx" ON "Session"("expires");
