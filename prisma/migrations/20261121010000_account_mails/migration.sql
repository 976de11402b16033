CREATE TABLE "AccountMail" (
    "change" TEXT NOT NULL,
    "mail" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenUntil" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "AccountMail_pkey" PRIMARY KEY ("change")
);

CREATE TABLE "ChangeOrigin" (
    "change" TEXT NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "notedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChangeOrigin_pkey" PRIMARY KEY ("change")
);

CREATE INDEX "AccountMail_createdAt_idx" ON "AccountMail"("createdAt");

CREATE INDEX "ChangeOrigin_notedAt_idx" ON "ChangeOrigin"("notedAt");
